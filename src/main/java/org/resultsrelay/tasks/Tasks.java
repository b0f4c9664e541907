package org.resultsrelay.tasks;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.clients.Client;
import org.resultsrelay.problems.Problem;
import org.resultsrelay.tasks.RemainingQuarter.Forecast;
import org.resultsrelay.tasks.TaskViews.TaskView;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Creates, changes and cancels tasks, each in one transaction that holds the client's lock. */
@Component
public class Tasks {

    private final TaskRows tasks;
    private final TaskItems items;
    private final SlotRows slots;
    private final Planner planner;
    private final TaskViews views;
    private final TasksProperties properties;

    Tasks(
            TaskRows tasks,
            TaskItems items,
            SlotRows slots,
            Planner planner,
            TaskViews views,
            TasksProperties properties) {
        this.tasks = tasks;
        this.items = items;
        this.slots = slots;
        this.planner = planner;
        this.views = views;
        this.properties = properties;
    }

    /** How many users are pushed again and until when, as an estimate. The task is absent in a dry run. */
    public record Resync(
            @Schema(description = "Users that are pushed again: all of the client company.", example = "5000")
            long users,

            @Schema(description = "When the last user will have been handed over to the deliveries, as estimated now.")
            Instant endsAt,

            @Schema(description = "Seconds until ends_at.", example = "120")
            long secondsLeft,

            @Schema(description = "The recompute task that does it; null when dry_run was true.") @Nullable
            TaskView task) {}

    /** How many users a resync would concern and until when, without doing anything. */
    public Resync estimateResync(Client client, @Nullable Integer asked) {
        long users = items.countEveryone(client.id());
        Forecast forecast = planner.estimate(client, users, properties.capacity(asked));
        return new Resync(users, forecast.end(), forecast.secondsLeft(), null);
    }

    /** Has every user's newest summary pushed again, behind live updates; the first within seconds of the commit. */
    @Transactional
    public Resync resync(Client client, @Nullable Integer capacity) {
        long id = tasks.make(client.id(), "Resync of " + client.key(), properties.capacity(capacity));
        begin(client, id, items.addEveryone(id, client.id()));
        TaskView task = views.one(id);
        return new Resync(
                task.progress().total(),
                Objects.requireNonNullElse(task.endsAt(), task.createdAt()),
                Objects.requireNonNullElse(task.secondsLeft(), 0L),
                task);
    }

    /** All items are stored: the task begins in the current minute. */
    @Transactional
    void begin(Client client, long id, long total) {
        slots.lock(client.id());
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

    /** Assigns what is not yet due again, by another capacity. */
    @Transactional
    void change(Client client, Task task, String name, int capacity) {
        slots.lock(client.id());
        if (!tasks.change(task.id(), name, capacity)) {
            throw over("There is nothing left to change about task " + task.id()
                    + ". Create a new one with POST /api/v1/recompute-tasks.");
        }
        if (capacity != task.capacity()) {
            planner.planAnew(client, task.id());
        }
    }

    @Transactional
    void cancel(Client client, long id) {
        slots.lock(client.id());
        if (tasks.cancel(id)) {
            slots.release(id);
        }
    }

    static Problem calledOff() {
        return over(
                "The task was cancelled while its list was still arriving. Send the list again if you want it after all.");
    }

    private static Problem over(String detail) {
        return new Problem(HttpStatus.CONFLICT, "task-is-over", "Task is over", detail);
    }
}
