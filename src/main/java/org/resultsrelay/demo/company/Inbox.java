package org.resultsrelay.demo.company;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * The receiver's three rules: verify first; apply only a greater (epoch, revision); answer 2xx only when the summary is
 * kept, and also when it was known already, since the relay sends until it has heard a 2xx.
 */
final class Inbox {

    private static final int NO_BODY = -1;
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    private final SignatureVerifier verifier;
    private final Standings standings;
    private final Listener listener;

    Inbox(SignatureVerifier verifier, Standings standings, Listener listener) {
        this.verifier = verifier;
        this.standings = standings;
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
            JsonNode message = JSON.readTree(body);
            if (message.path("type").asString("").equals(Summary.TYPE)) {
                apply(JSON.treeToValue(message, Summary.class));
            } // other types may come one day: confirm and ignore them
            return 204;
        } catch (JacksonException e) {
            return 400;
        }
    }

    private void apply(Summary summary) {
        Standing arrived = summary.standing();
        Optional<Standing> before = standings.offer(summary.data().userId(), arrived);
        int age = before.map(arrived::compareAge).orElse(1);
        if (age > 0) {
            listener.applied(summary);
        } else if (age < 0) {
            listener.wentBackward(summary, before.orElseThrow().revision());
        }
    }
}
