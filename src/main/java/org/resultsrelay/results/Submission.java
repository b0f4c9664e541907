package org.resultsrelay.results;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One validated event. Ids are the platform's. {@code attempt} is null if the event is the user's next attempt at the
 * test, {@code passed} if it is unknown. Times are in microseconds.
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
