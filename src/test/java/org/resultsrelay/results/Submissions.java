package org.resultsrelay.results;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Submissions for tests: of 20 points, passed from 12, completed on the same day. */
final class Submissions {

    static final Instant COMPLETED = Instant.parse("2026-11-21T09:59:58Z");

    private Submissions() {}

    static Submission of(
            String eventId, String testId, @Nullable Integer attempt, int score, @Nullable Instant occurredAt) {
        return of(eventId, "u-17", testId, attempt, score, occurredAt, false);
    }

    static Submission of(
            String eventId,
            String userId,
            String testId,
            @Nullable Integer attempt,
            int score,
            @Nullable Instant occurredAt,
            boolean provisional) {
        return new Submission(
                eventId,
                occurredAt,
                userId,
                testId,
                "Test " + testId,
                attempt,
                null,
                BigDecimal.valueOf(score),
                BigDecimal.valueOf(20),
                score >= 12,
                provisional,
                COMPLETED);
    }

    /** An attempt that the platform does not number but names. */
    static Submission named(
            String eventId, String userId, String testId, String attemptId, int score, @Nullable Instant occurredAt) {
        return new Submission(
                eventId,
                occurredAt,
                userId,
                testId,
                "Test " + testId,
                null,
                attemptId,
                BigDecimal.valueOf(score),
                BigDecimal.valueOf(20),
                score >= 12,
                false,
                COMPLETED);
    }
}
