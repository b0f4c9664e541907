package org.resultsrelay.delivery.push;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.clients.Client;
import org.resultsrelay.clients.SummaryDetail;
import org.resultsrelay.results.Summary;
import org.resultsrelay.results.Totals;

/**
 * What a client company receives about a user: the {@code data} of a push, and an item in the list of its summaries.
 * These records are the contract with the client companies. They change only on purpose, whatever happens to the
 * classes that compute totals.
 */
@Schema(name = "Summary")
public record SummaryPayload(
        @Schema(description = "Key of the client company that the user belongs to.", example = "acme")
        String client,

        @Schema(description = "The platform's id of the user.", example = "u-17")
        String userId,

        @Schema(
                description =
                        "Raised by an administrator after a restore; a higher epoch is newer, whatever the revision.",
                example = "1")
        int epoch,

        @Schema(
                description = "Rises with each change of the summary; within an epoch, a higher revision is newer.",
                example = "7")
        long revision,

        @Schema(description = "Totals over all tests with a final result.")
        TotalsPayload totals,

        @Schema(
                description =
                        "One entry for each test with a final result; left out if the client company's detail is totals.")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        List<TestPayload> tests,

        @Schema(
                description =
                        "When the user completed a test last, by the platform's clock; null before the first final result.")
        @Nullable
        Instant lastCompletedAt) {

    /** The body of a push. */
    record PushBody(String type, Instant timestamp, SummaryPayload data) {

        static PushBody of(Client client, Summary summary, Instant now) {
            return new PushBody(
                    "user.summary.updated", now.truncatedTo(ChronoUnit.MILLIS), SummaryPayload.of(client, summary));
        }
    }

    /** The body of a push to a client that wants batches. */
    record BatchBody(String type, Instant timestamp, BatchData data) {

        record BatchData(String client, List<SummaryPayload> summaries) {}

        static BatchBody of(Client client, List<Summary> summaries, Instant now) {
            return new BatchBody(
                    "user.summaries.updated",
                    now.truncatedTo(ChronoUnit.MILLIS),
                    new BatchData(
                            client.key(),
                            summaries.stream()
                                    .map(summary -> SummaryPayload.of(client, summary))
                                    .toList()));
        }
    }

    /** Shows as much as the summary's detail allows. */
    public static SummaryPayload of(Client client, Summary summary) {
        return new SummaryPayload(
                client.key(),
                summary.externalId(),
                summary.epoch(),
                summary.revision(),
                TotalsPayload.of(summary.totals()),
                summary.detail() == SummaryDetail.TESTS
                        ? summary.tests().stream().map(TestPayload::of).toList()
                        : null,
                summary.lastCompletedAt());
    }

    /** {@code percent} has two decimals and is null if there is no maximum. */
    @Schema(name = "Totals")
    public record TotalsPayload(
            @Schema(description = "Tests with a final result.", example = "3")
            int testsCompleted,

            @Schema(description = "Of these, the tests whose counting attempt was passed.", example = "2")
            int testsPassed,

            @Schema(
                    description = "Tests that have only provisional results; they are not counted anywhere else.",
                    example = "0")
            int testsProvisional,

            @Schema(description = "Sum of the points of the counting attempts.", example = "51.5")
            BigDecimal score,

            @Schema(description = "Sum of the points that could be reached in them.", example = "60")
            BigDecimal maxScore,

            @Schema(
                    description =
                            "score as a share of max_score, in percent with two decimals; null where max_score is 0.",
                    example = "85.83")
            @Nullable
            BigDecimal percent) {

        public static TotalsPayload of(Totals totals) {
            return new TotalsPayload(
                    totals.testsCompleted(),
                    totals.testsPassed(),
                    totals.testsProvisional(),
                    totals.score(),
                    totals.maxScore(),
                    totals.percent());
        }
    }

    /** One test with the attempt that counts; {@code attempts} counts the final ones. */
    @Schema(name = "TestSummary")
    public record TestPayload(
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
            Instant completedAt) {

        static TestPayload of(Summary.Test test) {
            return new TestPayload(
                    test.testId(),
                    test.testName(),
                    test.attempts(),
                    test.score(),
                    test.maxScore(),
                    test.passed(),
                    test.completedAt());
        }
    }
}
