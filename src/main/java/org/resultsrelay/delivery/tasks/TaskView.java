package org.resultsrelay.delivery.tasks;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A task as it is shown. */
@Schema(name = "RecomputeTask")
public record TaskView(
        @Schema(example = "7") long id,
        @Schema(example = "acme") String client,
        @Schema(example = "after their move") String name,

        @Schema(description = "Users a minute takes before the next is filled", example = "600")
        int capacity,

        @Schema(
                example = "running",
                allowableValues = {"receiving", "running", "done", "cancelled"})
        String state,

        Progress progress,
        Instant createdAt,
        @Nullable Instant finishedAt,

        @Schema(description = "When the last user will likely have had its turn") @Nullable
        Instant endsAt,

        @Schema(example = "120") @Nullable Long secondsLeft) {

    /** How many users were named; handed to the deliveries; still to come; nobody's; and called off. */
    @Schema(name = "RecomputeProgress")
    public record Progress(long total, long done, long pending, long unknown, long cancelled) {}

    /** With what each minute takes, as far as it is planned: the quarter of an hour that runs now. */
    @Schema(name = "RecomputeTaskDetails")
    record Details(
            TaskView task,

            @Schema(description = "The minutes of the quarter that runs now")
            List<Minute> minutes,

            @Schema(description = "Users for whom the quarter has no room; they follow in the next ones")
            long later) {}

    /** What one minute takes, and how much of it was handed over. */
    @Schema(name = "RecomputeMinute")
    record Minute(Instant minute, long users, long done) {}
}
