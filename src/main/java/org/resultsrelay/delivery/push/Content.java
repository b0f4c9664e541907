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
public record Content(
        @Schema(example = "acme") String client,
        @Schema(example = "u-17") String userId,
        @Schema(example = "1") int epoch,
        @Schema(example = "7") long revision,
        Totals totals,

        @Schema(description = "Left out where the client's detail is totals.")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        List<Summary.Test> tests,

        @Nullable Instant lastCompletedAt) {

    /** As far as the client's detail says. */
    public static Content of(Client client, Summary summary) {
        return new Content(
                client.key(),
                summary.externalId(),
                summary.epoch(),
                summary.revision(),
                summary.totals(),
                client.detail() == Detail.TESTS ? summary.tests() : null,
                summary.lastCompletedAt());
    }
}
