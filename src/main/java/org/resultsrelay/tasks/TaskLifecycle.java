package org.resultsrelay.tasks;

import java.time.Clock;
import org.resultsrelay.clients.Client;
import org.resultsrelay.problems.Problem;
import org.resultsrelay.tasks.TaskItems.Run;
import org.resultsrelay.tasks.slots.Quarter;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What changes a task as a whole, each in one transaction that holds the client's turn. */
@Component
class TaskLifecycle {

    private final TaskRows tasks;
    private final SlotRows slots;
    private final TaskItems items;
    private final ClientTurns turns;
    private final Planner planner;
    private final Clock clock;

    TaskLifecycle(TaskRows tasks, SlotRows slots, TaskItems items, ClientTurns turns, Planner planner, Clock clock) {
        this.tasks = tasks;
        this.slots = slots;
        this.items = items;
        this.turns = turns;
        this.planner = planner;
        this.clock = clock;
    }

    @Transactional
    public long openForEveryone(Client client, String name, int capacity) {
        long id = tasks.make(client.id(), name, capacity);
        open(client, id, items.addEveryone(id, client.id()));
        return id;
    }

    /** In the transaction that changes the client's settings; its users are listed after that, when the client has a turn. */
    long openForNewSettings(Client client, String name, int capacity) {
        turns.open(client.id());
        return tasks.makeForNewSettings(client.id(), name, capacity);
    }

    /** All items are stored: the task begins in the minute that runs now. */
    @Transactional
    public void open(Client client, long id, long total) {
        turns.await(client.id());
        if (!tasks.run(id, total)) {
            throw calledOff();
        }
        if (total == 0) {
            tasks.finish(id);
        } else {
            slots.await(id, client.id(), 0, total);
            planner.plan(client);
        }
    }

    /** Another capacity spreads anew what is not yet due. */
    @Transactional
    public void change(Client client, Task task, String name, int capacity) {
        turns.await(client.id());
        if (!tasks.change(task.id(), name, capacity)) {
            throw new Problem(
                    HttpStatus.CONFLICT,
                    "task-is-over",
                    "Task is over",
                    "Nothing is left to change of task " + task.id()
                            + ". Make a new one with POST /api/v1/recompute-tasks.");
        }
        if (capacity != task.capacity()) {
            Run run = items.gather(task.id(), Quarter.at(clock.instant()).from());
            if (run.size() > 0) {
                slots.await(task.id(), client.id(), run.first(), run.size());
                planner.plan(client);
            }
        }
    }

    @Transactional
    public void cancel(Client client, long id) {
        turns.await(client.id());
        if (tasks.cancel(id)) {
            slots.release(id);
        }
    }

    static Problem calledOff() {
        return new Problem(
                HttpStatus.CONFLICT,
                "task-is-over",
                "Task is over",
                "The task was cancelled while its list still came. Send the list again if it is wanted after all.");
    }
}
