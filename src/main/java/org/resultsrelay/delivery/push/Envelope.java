package org.resultsrelay.delivery.push;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.clients.Client;
import org.resultsrelay.clients.Detail;
import org.resultsrelay.results.Summary;
import org.resultsrelay.results.Totals;

/** The JSON that a client company receives; its shape is the contract. */
record Envelope(String type, Instant timestamp, Data data) {

    record Data(
            String client,
            String userId,
            int epoch,
            long revision,
            Totals totals,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            List<Summary.Test> tests,

            @Nullable Instant lastCompletedAt) {}

    static Envelope of(Client client, Summary summary, Instant now) {
        return new Envelope(
                "user.summary.updated",
                now.truncatedTo(ChronoUnit.MILLIS),
                new Data(
                        client.key(),
                        summary.externalId(),
                        summary.epoch(),
                        summary.revision(),
                        summary.totals(),
                        client.detail() == Detail.TESTS ? summary.tests() : null,
                        summary.lastCompletedAt()));
    }

    /** Names (user, epoch, revision): a retry of the same content repeats it, new content has a new one. */
    static String webhookId(Summary summary) {
        return "msg_%d_%d_%d".formatted(summary.userId(), summary.epoch(), summary.revision());
    }
}
