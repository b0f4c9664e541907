package org.resultsrelay.delivery.push;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.resultsrelay.clients.Client;
import org.resultsrelay.results.Summary;

/** The JSON that a client company receives. Its shape is the contract. */
record PushBody(String type, Instant timestamp, SummaryPayload data) {

    static final String UPDATED = "user.summary.updated";

    static PushBody of(Client client, Summary summary, Instant now) {
        return new PushBody(UPDATED, now.truncatedTo(ChronoUnit.MILLIS), SummaryPayload.of(client, summary));
    }

    /** Identifies (user, epoch, revision): a retry of the same content repeats it, different content has another. */
    static String webhookId(Summary summary) {
        return "msg_%s_%s_%s".formatted(summary.userId(), summary.epoch(), summary.revision());
    }
}
