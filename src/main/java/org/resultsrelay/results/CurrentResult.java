package org.resultsrelay.results;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The result that stands for one attempt of a user at a test. */
record CurrentResult(
        String testId,
        @Nullable String testName,
        int attempt,
        BigDecimal score,
        BigDecimal maxScore,
        @Nullable Boolean passed,
        boolean provisional,
        Instant completedAt) {

    static CurrentResult of(Submission submission, int attempt) {
        return new CurrentResult(
                submission.testId(),
                submission.testName(),
                attempt,
                submission.score(),
                submission.maxScore(),
                submission.passed(),
                submission.provisional(),
                submission.completedAt());
    }

    /** Whether a summary would look the same; 17 and 17.00 are the same score. */
    boolean saysTheSameAs(CurrentResult other) {
        return score.compareTo(other.score) == 0
                && maxScore.compareTo(other.maxScore) == 0
                && provisional == other.provisional
                && completedAt.equals(other.completedAt)
                && Objects.equals(passed, other.passed)
                && Objects.equals(testName, other.testName);
    }
}
