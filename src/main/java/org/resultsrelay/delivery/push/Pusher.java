package org.resultsrelay.delivery.push;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.resultsrelay.clients.Client;
import org.resultsrelay.results.Summary;
import tools.jackson.databind.json.JsonMapper;

/** Posts signed messages to client companies. It keeps no state and holds no transaction. */
public class Pusher implements AutoCloseable {

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

    /** Pushes a user's summary. */
    public Push push(Client client, Summary summary) {
        Instant now = clock.instant();
        return post(
                client, Envelope.webhookId(summary), json.writeValueAsBytes(Envelope.of(client, summary, now)), now);
    }

    /** Pushes a message that carries no user, to see whether the endpoint takes and verifies it. */
    public Push test(Client client) {
        Instant now = clock.instant();
        var body = Map.of("type", "relay.test", "timestamp", now, "data", Map.of("client", client.key()));
        return post(client, "msg_test_" + now.toEpochMilli(), json.writeValueAsBytes(body), now);
    }

    private Push post(Client client, String webhookId, byte[] body, Instant now) {
        String traceId = hex(2);
        var headers = new LinkedHashMap<String, String>();
        headers.put("webhook-id", webhookId);
        headers.put("webhook-timestamp", Long.toString(now.getEpochSecond()));
        headers.put("webhook-signature", Signature.of(webhookId, now.getEpochSecond(), body, client.secrets()));
        headers.put("traceparent", "00-" + traceId + "-" + hex(1) + "-01");
        headers.put("User-Agent", userAgent);
        long start = System.nanoTime();
        PushOutcome outcome = endpoint.post(client.endpointUrl(), body, headers);
        return new Push(webhookId, traceId, now, (System.nanoTime() - start) / 1_000_000, outcome);
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
