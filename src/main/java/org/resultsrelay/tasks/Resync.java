package org.resultsrelay.tasks;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How many users are pushed again and until when, as far as can be told; the task is absent where it was only asked. */
public record Resync(
        @Schema(description = "Users that are pushed again: all of the client company.", example = "5000")
        long users,

        @Schema(description = "When the last user will have been handed over to the deliveries, as estimated now.")
        Instant endsAt,

        @Schema(description = "Seconds until ends_at.", example = "120")
        long secondsLeft,

        @Schema(description = "The recompute task that does it; null when dry_run was true.") @Nullable
        TaskView task) {}
