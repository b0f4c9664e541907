package org.resultsrelay.results;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.clients.SummaryDetail;

/**
 * Everything a client is told about a user at one revision, read in one statement; nothing else is ever shown under
 * that revision. {@code detail} says how much of it is shown. {@code outdated} says that the client's policy or detail
 * has changed since, so that the user needs a new revision.
 */
public record Summary(
        long userId,
        String externalId,
        int epoch,
        long revision,
        Totals totals,
        List<Test> tests,
        @Nullable Instant lastCompletedAt,
        SummaryDetail detail,
        boolean outdated) {

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
