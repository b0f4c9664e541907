package org.resultsrelay.tasks;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A task as it is shown. */
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

        @Schema(description = "When the task was made.") Instant createdAt,

        @Schema(description = "When the task was done or cancelled; null until then.") @Nullable
        Instant finishedAt,

        @Schema(
                description =
                        "When the last user will have been handed over, as estimated now; null when the task is over.")
        @Nullable
        Instant endsAt,

        @Schema(description = "Seconds until ends_at; null when the task is over.", example = "120") @Nullable
        Long secondsLeft) {

    /** How many users were named; handed to the deliveries; still to come; nobody's; and called off. */
    @Schema(name = "RecomputeProgress")
    public record Progress(
            @Schema(description = "Users that the task names.", example = "5000")
            long total,

            @Schema(description = "Users handed over to the deliveries, which push them.", example = "1200")
            long done,

            @Schema(description = "Users whose minute is still to come.", example = "3790")
            long pending,

            @Schema(description = "Ids of the list that no user of the client company has.", example = "10")
            long unknown,

            @Schema(description = "Users that were still pending when the task was cancelled.", example = "0")
            long cancelled) {}

    /** With what each minute takes, as far as it is planned: the quarter of an hour that runs now. */
    @Schema(name = "RecomputeTaskDetails")
    record Details(
            @Schema(description = "The task and how far it is.")
            TaskView task,

            @Schema(description = "What each minute of the current quarter of an hour takes.")
            List<Minute> minutes,

            @Schema(description = "Users that follow after the current quarter of an hour.", example = "1800")
            long later) {}

    /** What one minute takes, and how much of it was handed over. */
    @Schema(name = "RecomputeMinute")
    record Minute(
            @Schema(description = "When the minute begins.") Instant minute,

            @Schema(description = "Users planned for this minute.", example = "600")
            long users,

            @Schema(description = "Users of this minute already handed over to the deliveries.", example = "600")
            long done) {}
}
