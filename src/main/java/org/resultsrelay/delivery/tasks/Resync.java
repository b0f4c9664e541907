package org.resultsrelay.delivery.tasks;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How many users are pushed again and until when, as far as can be told; the task is absent where it was only asked. */
public record Resync(
        @Schema(example = "5000") long users,
        Instant endsAt,
        @Schema(example = "120") long secondsLeft,
        @Nullable TaskView task) {}
