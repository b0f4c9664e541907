package org.resultsrelay.demo.platform;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.demo.terminal.Progress;
import org.resultsrelay.demo.terminal.ProgressBar;

/**
 * Posts the results of a file as fast as the relay accepts them. Each connection reads the whole file and posts the rows
 * of its share of the users in the file's order.
 */
public final class FileReplay implements Workload {

    private static final int CONNECTIONS = 4;
    private static final int BATCH = 250;

    private final ResultsFile file;
    private final long rows;
    private final Counters counters;
    private final Progress progress;

    public FileReplay(ResultsFile file, Counters counters, Progress progress) {
        this.file = file;
        this.rows = file.count();
        this.counters = counters;
        this.progress = progress;
    }

    @Override
    public String announcement() {
        return String.format(
                Locale.ROOT,
                "A learning platform replays %,d results from %s, %s in a request, on %s connections.",
                rows,
                file,
                BATCH,
                CONNECTIONS);
    }

    @Override
    public void post(WebhookSender sender) throws IOException, InterruptedException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> connections = IntStream.range(0, CONNECTIONS)
                    .<Future<?>>mapToObj(connection -> threads.submit(() -> post(connection, sender)))
                    .toList();
            progress.watch(() -> connections.stream().allMatch(Future::isDone), this::text);
            for (Future<?> connection : connections) {
                connection.get();
            }
        } catch (ExecutionException e) {
            throw new IOException("The replay broke off: " + e.getMessage(), e);
        }
    }

    private String text(Duration elapsed) {
        return String.format(
                Locale.ROOT,
                "%s  %,d summaries",
                new ProgressBar(counters.sent(), rows, elapsed).text(),
                counters.summaries.sum());
    }

    private @Nullable Void post(int connection, WebhookSender sender) throws IOException, InterruptedException {
        List<Event> batch = new ArrayList<>(BATCH);
        file.read(row -> {
            if (connectionOf(row) == connection) {
                batch.add(row.event());
            }
            if (batch.size() == BATCH) {
                sender.post(batch);
                batch.clear();
            }
        });
        if (!batch.isEmpty()) {
            sender.post(batch);
        }
        return null;
    }

    private static int connectionOf(ResultRow row) {
        return Math.floorMod(row.student().hashCode(), CONNECTIONS);
    }
}
