package org.resultsrelay.delivery.push;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.clients.Client;
import org.resultsrelay.clients.Detail;
import org.resultsrelay.results.Summary;
import org.resultsrelay.results.Totals;

/** What a client company is told of a user: the {@code data} of a push, and a line where it asks for everyone's. */
@Schema(name = "Summary")
public record SummaryPayload(
        @Schema(description = "Key of the client company that the user belongs to.", example = "acme")
        String client,

        @Schema(description = "The platform's id of the user.", example = "u-17")
        String userId,

        @Schema(
                description =
                        "Rises when an administrator raises it after a restore; a higher epoch is newer, whatever the revision.",
                example = "1")
        int epoch,

        @Schema(
                description = "Rises with each change of the summary; within an epoch, a higher revision is newer.",
                example = "7")
        long revision,

        @Schema(description = "Totals over all tests with a final result.")
        Totals totals,

        @Schema(
                description =
                        "One entry for each test with a final result; left out where the client company's detail is totals.")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        List<Summary.Test> tests,

        @Schema(
                description =
                        "When the user completed a test last, by the platform's clock; null before the first final result.")
        @Nullable
        Instant lastCompletedAt) {

    /** As far as the summary's detail says. */
    public static SummaryPayload of(Client client, Summary summary) {
        return new SummaryPayload(
                client.key(),
                summary.externalId(),
                summary.epoch(),
                summary.revision(),
                summary.totals(),
                summary.detail() == Detail.TESTS ? summary.tests() : null,
                summary.lastCompletedAt());
    }
}
