package org.resultsrelay.results;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything that can be said of a user at one revision; totals, tests and revision were read in one statement. */
public record Summary(
        long userId,
        String externalId,
        int epoch,
        long revision,
        Totals totals,
        List<Test> tests,
        @Nullable Instant lastCompletedAt) {

    /** One test with the attempt that counts; {@code attempts} counts the final ones. */
    public record Test(
            String testId,
            @Nullable String testName,
            int attempts,
            BigDecimal score,
            BigDecimal maxScore,
            @Nullable Boolean passed,
            Instant completedAt) {}
}
