package org.resultsrelay.tasks;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import org.resultsrelay.clients.Client;
import org.resultsrelay.problems.InvalidRequest;
import org.resultsrelay.problems.Problem;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Stores a list of any length in small batches, each committed by itself, so that no transaction waits for a sender. A
 * list that breaks off leaves no task.
 */
@Component
class ListImport {

    private static final int BATCH = 5_000;

    private final TaskRows rows;
    private final TaskItems items;
    private final Tasks tasks;
    private final TransactionTemplate transaction;

    ListImport(TaskRows rows, TaskItems items, Tasks tasks, TransactionTemplate transaction) {
        this.rows = rows;
        this.items = items;
        this.tasks = tasks;
        this.transaction = transaction;
    }

    long receive(Client client, String name, int capacity, UserIdReader ids) {
        long id = rows.make(client.id(), name, capacity);
        try {
            tasks.begin(client, id, store(id, ids));
            return id;
        } catch (IOException e) {
            rows.refuse(id);
            throw brokenOff(e);
        } catch (RuntimeException e) {
            rows.refuse(id);
            throw e;
        }
    }

    private long store(long id, UserIdReader ids) throws IOException {
        long total = 0;
        List<String> batch = new ArrayList<>(BATCH);
        for (String next = ids.next(); next != null; next = ids.next()) {
            batch.add(next);
            if (batch.size() == BATCH) {
                total += store(id, total, batch);
                batch.clear();
            }
        }
        total += store(id, total, batch);
        if (total == 0) {
            throw InvalidRequest.problem("", "send at least one user id");
        }
        return total;
    }

    private int store(long id, long position, List<String> batch) {
        transaction.executeWithoutResult(status -> {
            if (!rows.received(id, batch.size())) {
                throw Tasks.calledOff();
            }
            items.add(id, position, batch);
        });
        return batch.size();
    }

    private static Problem brokenOff(IOException e) {
        return e instanceof SocketTimeoutException
                ? new Problem(
                        HttpStatus.REQUEST_TIMEOUT,
                        "slow-body",
                        "Body came too slowly",
                        "The list paused for too long, and no task was created. Send the whole list again.")
                : new Problem(
                        HttpStatus.BAD_REQUEST,
                        "incomplete-body",
                        "Incomplete body",
                        "The connection ended before the list did, and no task was created. Send the whole list again.");
    }
}
