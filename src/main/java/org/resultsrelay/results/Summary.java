package org.resultsrelay.results;

import io.swagger.v3.oas.annotations.media.Schema;
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
