package org.resultsrelay.tasks;

import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.clients.Client;
import org.resultsrelay.clients.Clients;
import org.resultsrelay.problems.Problem;
import org.resultsrelay.tasks.TaskView.Details;
import org.resultsrelay.tasks.TaskView.Progress;
import org.resultsrelay.tasks.slots.Forecast;
import org.resultsrelay.tasks.slots.Quarter;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Shows tasks: how far they are, and when they will likely be through. */
@Component
class TaskViews {

    private final TaskRows tasks;
    private final SlotRows slots;
    private final Clients clients;
    private final TasksProperties properties;
    private final Clock clock;

    TaskViews(TaskRows tasks, SlotRows slots, Clients clients, TasksProperties properties, Clock clock) {
        this.tasks = tasks;
        this.slots = slots;
        this.clients = clients;
        this.properties = properties;
        this.clock = clock;
    }

    Task known(long id) {
        return tasks.find(id)
                .orElseThrow(() -> new Problem(
                        HttpStatus.NOT_FOUND,
                        "unknown-task",
                        "Unknown task",
                        "There is no recompute task " + id
                                + ". GET /api/v1/recompute-tasks lists those there are; they go "
                                + "some time after they are over."));
    }

    TaskView one(long id) {
        return view(known(id));
    }

    Details details(long id) {
        Task task = known(id);
        return new Details(view(task), slots.minutes(id), task.unplanned());
    }

    TaskView view(Task task) {
        Client client = clients.get(task.clientId());
        boolean cancelled = task.state() == Task.State.CANCELLED;
        Forecast forecast = task.state() == Task.State.RUNNING ? forecast(task, client) : null;
        return new TaskView(
                task.id(),
                client.key(),
                task.name(),
                task.capacity(),
                task.state().name().toLowerCase(Locale.ROOT),
                new Progress(
                        task.total(),
                        task.done(),
                        cancelled ? 0 : task.left(),
                        task.unknown(),
                        cancelled ? task.left() : 0),
                task.createdAt(),
                task.finishedAt(),
                forecast == null ? null : forecast.end(),
                forecast == null ? null : forecast.secondsLeft());
    }

    /** What is overdue, because the client carries no more, comes in the current minute at the earliest. */
    private Forecast forecast(Task task, Client client) {
        Instant now = clock.instant();
        Instant planned = later(Quarter.at(now).from(), task.plannedUntil()).plus(Quarter.MINUTE);
        long ceiling = properties.ceiling(client, task.capacity());
        return Forecast.of(now, planned, task.queued(), task.capacity(), ceiling);
    }

    private static Instant later(Instant one, @Nullable Instant other) {
        return other != null && other.isAfter(one) ? other : one;
    }
}
