package org.resultsrelay.results;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.clients.Detail;

/**
 * Everything that a client is told of a user at one revision; all of it was read in one statement, and nothing else is ever shown
 * under that revision, {@code detail} says how much of it is shown. {@code outdated} says that the client's policy or detail has
 * changed since: the user needs a new revision to be shown under the new ones.
 */
public record Summary(
        long userId,
        String externalId,
        int epoch,
        long revision,
        Totals totals,
        List<Test> tests,
        @Nullable Instant lastCompletedAt,
        Detail detail,
        boolean outdated) {

    /** One test with the attempt that counts; {@code attempts} counts the final ones. */
    @Schema(name = "TestSummary")
    public record Test(
            @Schema(description = "The platform's id of the test.", example = "t-9")
            String testId,

            @Schema(
                    description = "What the platform calls the test; null where it has not said.",
                    example = "Negotiation basics")
            @Nullable
            String testName,

            @Schema(description = "Final attempts of the user at this test.", example = "1")
            int attempts,

            @Schema(description = "Points of the attempt that counts.", example = "17")
            BigDecimal score,

            @Schema(description = "Points that could be reached in that attempt.", example = "20")
            BigDecimal maxScore,

            @Schema(
                    description = "Whether that attempt was passed; null where the platform has not said.",
                    example = "true")
            @Nullable
            Boolean passed,

            @Schema(description = "When that attempt was completed, by the platform's clock.")
            Instant completedAt) {}
}
