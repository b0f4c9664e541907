package org.resultsrelay.tasks;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.clients.Client;
import org.resultsrelay.clients.Clients;
import org.resultsrelay.tasks.RemainingQuarter.Forecast;
import org.springframework.stereotype.Component;

/** Shows tasks: their progress, and when they will probably be done. */
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

    TaskView one(long id) {
        return view(tasks.known(id));
    }

    TaskDetails details(long id) {
        Task task = tasks.known(id);
        return new TaskDetails(view(task), slots.minutes(id), task.unplanned());
    }

    TaskView view(Task task) {
        Client client = clients.get(task.clientId());
        boolean cancelled = task.state() == Task.TaskState.CANCELLED;
        Forecast forecast = task.state() == Task.TaskState.RUNNING ? forecast(task, client) : null;
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

    /** Overdue users, whom the client could not take yet, come in the current minute at the earliest. */
    private Forecast forecast(Task task, Client client) {
        RemainingQuarter quarter = RemainingQuarter.at(clock.instant());
        Instant until = task.plannedUntil();
        Instant last = until != null && until.isAfter(quarter.from()) ? until : quarter.from();
        return quarter.forecast(
                last.plus(RemainingQuarter.MINUTE),
                task.queued(),
                task.capacity(),
                properties.ceiling(client, task.capacity()));
    }

    /** A task as the API shows it. */
    @Schema(name = "RecomputeTask")
    public record TaskView(
            @Schema(description = "Number of the task; later tasks have higher numbers.", example = "7")
            long id,

            @Schema(description = "Key of the client company whose users are pushed again.", example = "acme")
            String client,

            @Schema(description = "What people call the task.", example = "after their move")
            String name,

            @Schema(description = "Users that a minute takes before the next minute is filled.", example = "600")
            int capacity,

            @Schema(
                    description =
                            "receiving while the list comes in, running until every user has been handed over, then done or cancelled.",
                    allowableValues = {"receiving", "running", "done", "cancelled"},
                    example = "running")
            String state,

            @Schema(description = "How many of the users have been handed over to the deliveries.")
            Progress progress,

            @Schema(description = "When the task was created.")
            Instant createdAt,

            @Schema(description = "When the task was done or cancelled; null until then.") @Nullable
            Instant finishedAt,

            @Schema(
                    description =
                            "When the last user will have been handed over, as estimated now; null if the task is over.")
            @Nullable
            Instant endsAt,

            @Schema(description = "Seconds until ends_at; null if the task is over.", example = "120") @Nullable
            Long secondsLeft) {}

    /** How many users were named, released, still to come, unknown and cancelled. */
    @Schema(name = "RecomputeProgress")
    public record Progress(
            @Schema(description = "Users that the task names.", example = "5000")
            long total,

            @Schema(description = "Users handed over to the deliveries, which push them.", example = "1200")
            long done,

            @Schema(description = "Users whose minute has not come yet.", example = "3790")
            long pending,

            @Schema(description = "Ids of the list that no user of the client company has.", example = "10")
            long unknown,

            @Schema(description = "Users that were still pending when the task was cancelled.", example = "0")
            long cancelled) {}

    /** Includes each minute's share, as far as it is planned: for the current quarter of an hour. */
    @Schema(name = "RecomputeTaskDetails")
    record TaskDetails(
            @Schema(description = "The task and its progress.")
            TaskView task,

            @Schema(description = "What each minute of the current quarter of an hour takes.")
            List<PlannedMinute> minutes,

            @Schema(description = "Users that follow after the current quarter of an hour.", example = "1800")
            long later) {}

    /** A minute's share, and how much of it was released. */
    @Schema(name = "RecomputeMinute")
    record PlannedMinute(
            @Schema(description = "When the minute begins.") Instant minute,

            @Schema(description = "Users planned for this minute.", example = "600")
            long users,

            @Schema(description = "Users of this minute already handed over to the deliveries.", example = "600")
            long done) {}
}
