package org.resultsrelay.delivery.push;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.resultsrelay.clients.Client;
import org.resultsrelay.results.Summary;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** Posts signed messages to clients. It keeps no state and holds no transaction. */
public class Pusher implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Pusher.class);

    private static final int ANSWER_BYTES_OF_A_USER = 512;

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

    /**
     * Pushes these users' summaries in one request: one, or up to as many as a client wants that asked for batches.
     * Returns the push as it went for each user, by its id. Any exception becomes an outcome too.
     */
    public Map<String, Push> push(Client client, List<Summary> summaries) {
        Instant now = clock.instant();
        List<String> users = summaries.stream().map(Summary::externalId).toList();
        Push push;
        try {
            push = send(client.endpointUrl(), compose(client, summaries), answerBytes(client, users.size()));
        } catch (RuntimeException | Error e) {
            log.error("The relay failed to push summaries of {} to {}", users, client.key(), e);
            String reason = "the relay itself failed: " + e.getClass().getSimpleName();
            push = new Push(webhookId(summaries), hex(2), now, 0, new PushOutcome.OwnFault(reason));
        }
        if (client.batch() == null) {
            return Map.of(users.getFirst(), push);
        }
        Map<String, Push> byUser = new HashMap<>();
        for (var one : BatchAnswer.outcomes(push.outcome(), users, json).entrySet()) {
            byUser.put(one.getKey(), push.with(one.getValue()));
        }
        return byUser;
    }

    /** Pushes a message without a user, to test whether the endpoint accepts and verifies it. */
    public Push test(Client client) {
        return send(client.endpointUrl(), composeTest(client));
    }

    /** The message that would push these summaries now. */
    public SignedMessage compose(Client client, List<Summary> summaries) {
        Instant now = clock.instant();
        Object body = client.batch() == null
                ? SummaryPayload.PushBody.of(client, summaries.getFirst(), now)
                : SummaryPayload.BatchBody.of(client, summaries, now);
        return SignedMessage.signed(webhookId(summaries), now, json.writeValueAsBytes(body), client.secrets());
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
        return send(url, message, Endpoint.ANSWER_BYTES);
    }

    private Push send(URI url, SignedMessage message, int answerBytes) {
        Instant now = clock.instant();
        String traceId = hex(2);
        var headers = new LinkedHashMap<String, String>(message.headers());
        headers.put("traceparent", "00-" + traceId + "-" + hex(1) + "-01");
        headers.put("User-Agent", userAgent);
        long start = System.nanoTime();
        PushOutcome outcome = endpoint.post(url, message.body(), headers, answerBytes);
        return new Push(message.webhookId(), traceId, now, (System.nanoTime() - start) / 1_000_000, outcome);
    }

    private static int answerBytes(Client client, int users) {
        return Endpoint.ANSWER_BYTES + (client.batch() == null ? 0 : users * ANSWER_BYTES_OF_A_USER);
    }

    /** Identifies each (user, epoch, revision): a retry of the same content repeats it, different content has another. */
    private static String webhookId(List<Summary> summaries) {
        String all = summaries.stream()
                .map(summary -> "%s_%s_%s".formatted(summary.userId(), summary.epoch(), summary.revision()))
                .collect(Collectors.joining("_"));
        return "msg_" + (summaries.size() == 1 ? all : UUID.nameUUIDFromBytes(all.getBytes(StandardCharsets.US_ASCII)));
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
