package org.resultsrelay.results;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One validated event. Ids are the platform's. An attempt has a number, or an id that the platform gave it, or neither:
 * then the event is the user's next attempt at the test. {@code passed} is null if it is unknown. Times are in
 * microseconds.
 */
public record Submission(
        String eventId,
        @Nullable Instant occurredAt,
        String userId,
        String testId,
        @Nullable String testName,
        @Nullable Integer attempt,
        @Nullable String attemptId,
        BigDecimal score,
        BigDecimal maxScore,
        @Nullable Boolean passed,
        boolean provisional,
        Instant completedAt) {}
