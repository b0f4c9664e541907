package org.resultsrelay.demo.company;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps a receiver's three rules. Verify the signature first. Apply only a greater (epoch, revision). Answer 2xx once the
 * summary is stored, and also if it was known already, because the relay sends it until it gets a 2xx.
 */
final class SummaryReceiver {

    private static final int NO_BODY = -1;
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    private final SignatureVerifier verifier;
    private final SummaryStore summaries;
    private final SummaryListener listener;

    SummaryReceiver(SignatureVerifier verifier, SummaryStore summaries, SummaryListener listener) {
        this.verifier = verifier;
        this.summaries = summaries;
        this.listener = listener;
    }

    void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(statusFor(exchange.getRequestHeaders(), body), NO_BODY);
        }
    }

    private int statusFor(Headers headers, byte[] body) {
        String id = headers.getFirst("webhook-id");
        if (!verifier.accepts(id, headers.getFirst("webhook-timestamp"), headers.getFirst("webhook-signature"), body)) {
            listener.refusedSignature(Objects.requireNonNullElse(id, "(no webhook-id)"));
            return 401;
        }
        try {
            for (JsonNode summary : summariesIn(JSON.readTree(body))) {
                apply(JSON.treeToValue(summary, Summary.class));
            }
            return 204;
        } catch (JacksonException e) {
            return 400;
        }
    }

    /** One, or several if the company has asked for batches. There are none in a message of a type that is new to it. */
    private static Iterable<JsonNode> summariesIn(JsonNode message) {
        JsonNode data = message.path("data");
        return switch (message.path("type").asString("")) {
            case "user.summary.updated" -> List.of(data);
            case "user.summaries.updated" -> data.path("summaries");
            default -> List.of();
        };
    }

    private void apply(Summary summary) {
        StoredSummary arrived = summary.toStore();
        Optional<StoredSummary> before = summaries.offer(summary.userId(), arrived);
        int age = before.map(arrived::compareAge).orElse(1);
        if (age > 0) {
            listener.applied(summary);
        } else if (age < 0) {
            listener.wentBackward(summary, before.orElseThrow().revision());
        }
    }
}
