package org.resultsrelay.delivery.push;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.resultsrelay.clients.Client;
import org.resultsrelay.results.Summary;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** Posts signed messages to clients. It keeps no state and holds no transaction. */
public class Pusher implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Pusher.class);

    private final Endpoint endpoint;
    private final JsonMapper json;
    private final Clock clock;
    private final String userAgent;

    Pusher(Endpoint endpoint, JsonMapper json, Clock clock, String version) {
        this.endpoint = endpoint;
        this.json = json;
        this.clock = clock;
        this.userAgent = "results-relay/" + version;
    }

    /** Pushes a user's summary. Any exception becomes an outcome too. */
    public Push push(Client client, Summary summary) {
        Instant now = clock.instant();
        try {
            return send(client.endpointUrl(), compose(client, summary));
        } catch (RuntimeException | Error e) {
            log.error("The relay failed to push a summary of {} to {}", summary.externalId(), client.key(), e);
            String reason = "the relay itself failed: " + e.getClass().getSimpleName();
            return new Push(webhookId(summary), hex(2), now, 0, new PushOutcome.OwnFault(reason));
        }
    }

    /** Pushes a message without a user, to test whether the endpoint accepts and verifies it. */
    public Push test(Client client) {
        return send(client.endpointUrl(), composeTest(client));
    }

    /** The message that would push this summary now. */
    public SignedMessage compose(Client client, Summary summary) {
        Instant now = clock.instant();
        byte[] body = json.writeValueAsBytes(SummaryPayload.PushBody.of(client, summary, now));
        return SignedMessage.signed(webhookId(summary), now, body, client.secrets());
    }

    /** A message of its own type, which a receiver confirms and otherwise ignores. */
    public SignedMessage composeTest(Client client) {
        Instant now = clock.instant();
        var body = Map.of("type", "relay.test", "timestamp", now, "data", Map.of("client", client.key()));
        return SignedMessage.signed(
                "msg_test_" + now.toEpochMilli(), now, json.writeValueAsBytes(body), client.secrets());
    }

    /** Posts a message as it is, even if it is wrong on purpose. */
    public Push send(URI url, SignedMessage message) {
        Instant now = clock.instant();
        String traceId = hex(2);
        var headers = new LinkedHashMap<String, String>(message.headers());
        headers.put("traceparent", "00-" + traceId + "-" + hex(1) + "-01");
        headers.put("User-Agent", userAgent);
        long start = System.nanoTime();
        PushOutcome outcome = endpoint.post(url, message.body(), headers);
        return new Push(message.webhookId(), traceId, now, (System.nanoTime() - start) / 1_000_000, outcome);
    }

    /** Identifies (user, epoch, revision): a retry of the same content repeats it, different content has another. */
    private static String webhookId(Summary summary) {
        return "msg_%s_%s_%s".formatted(summary.userId(), summary.epoch(), summary.revision());
    }

    private static String hex(int longs) {
        var text = new StringBuilder();
        for (int i = 0; i < longs; i++) {
            text.append(HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong() | 1)); // never all zeros
        }
        return text.toString();
    }

    @Override
    public void close() throws IOException {
        endpoint.close();
    }
}
