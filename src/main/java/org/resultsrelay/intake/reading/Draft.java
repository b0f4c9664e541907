package org.resultsrelay.intake.reading;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.results.Submission;

/** An event while it is being read: the usable values so far. */
final class Draft {

    final Findings findings = new Findings();

    @Nullable
    String eventId;

    @Nullable
    String type;

    @Nullable
    Instant occurredAt;

    @Nullable
    String userId;

    @Nullable
    String testId;

    @Nullable
    String testName;

    @Nullable
    Integer attempt;

    @Nullable
    BigDecimal score;

    @Nullable
    BigDecimal maxScore;

    @Nullable
    Boolean passed;

    @Nullable
    String status;

    @Nullable
    Instant completedAt;

    Verdict verdict() {
        need("event_id", eventId);
        need("type", type);
        need("user.id", userId);
        need("result.test_id", testId);
        need("result.score", score);
        need("result.max_score", maxScore);
        need("result.completed_at", completedAt);
        if (eventId != null
                && userId != null
                && testId != null
                && score != null
                && maxScore != null
                && completedAt != null
                && findings.isEmpty()) {
            return new Verdict.Valid(new Submission(
                    eventId,
                    occurredAt,
                    userId,
                    testId,
                    testName,
                    attempt,
                    score,
                    maxScore,
                    passed,
                    "provisional".equals(status),
                    completedAt));
        }
        return new Verdict.Invalid(findings.cover("event_id") ? null : eventId, findings.list());
    }

    private void need(String field, @Nullable Object value) {
        if (value == null && !findings.cover(field)) {
            findings.add(field, "is required");
        }
    }
}
