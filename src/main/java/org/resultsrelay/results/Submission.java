package org.resultsrelay.results;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One validated event as the platform sent it. Ids are the platform's own; {@code attempt} is null when the event is the
 * user's next attempt at the test; {@code passed} is null when unknown; times are in microseconds.
 */
public record Submission(
        String eventId,
        @Nullable Instant occurredAt,
        String userId,
        String testId,
        @Nullable String testName,
        @Nullable Integer attempt,
        BigDecimal score,
        BigDecimal maxScore,
        @Nullable Boolean passed,
        boolean provisional,
        Instant completedAt) {}
