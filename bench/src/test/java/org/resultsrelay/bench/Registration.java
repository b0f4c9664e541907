package org.resultsrelay.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.resultsrelay.bench.Settings.Refusal;

/** What an administrator does before and after: a client company of this test's own, and a token to post for it. */
final class Registration {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final int IN_FLIGHT = 32;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Settings settings;
    private final String company = "bench-" + Long.toString(System.currentTimeMillis(), 36);
    private String tokenId = "";
    private boolean left;

    Registration(Settings settings) {
        this.settings = settings;
    }

    String company() {
        return company;
    }

    /** Answers the secret that signs its summaries. */
    String enter() {
        Map<String, Object> asked = Map.of(
                "name", "Load test " + Instant.now(),
                "endpoint_url", settings.companyUrl().toString(),
                "pace", Map.of("in_flight", IN_FLIGHT));
        return call("PUT", "", asked).path("signing_secret").asText();
    }

    String intakeToken() {
        Instant end = Instant.now().plusSeconds(settings.seconds()).plus(Duration.ofHours(1));
        JsonNode made = call(
                "POST", "/tokens", Map.of("name", "bench-platform", "scope", "intake", "expires_at", end.toString()));
        tokenId = made.path("id").asText();
        return made.path("token").asText();
    }

    /** Before any load: one push that carries nothing, all the way. */
    void tryPush() {
        JsonNode tried = call("POST", "/test-push", Map.of());
        if (!tried.path("outcome").asText().equals("accepted")) {
            throw new Refusal(
                    "The relay cannot push to this test at %s: %s. A relay pushes to loopback and private addresses only"
                                    .formatted(
                                            settings.companyUrl(),
                                            tried.path("answer").asText())
                            + " where it is started with RELAY_DELIVERY_ALLOWED_PRIVATE_TARGETS=127.0.0.0/8 (or the network this machine is"
                            + " in); if it runs elsewhere, set RELAY_BENCH_COMPANY_URL to an address of this machine that it reaches");
        }
    }

    /** Takes the token away and pauses the company, so that nothing is pushed to where nobody listens any longer. */
    synchronized void leave() {
        if (!left) {
            left = true;
            if (!tokenId.isEmpty()) {
                call("DELETE", "/tokens/" + tokenId, Map.of());
            }
            call("POST", "/pause", Map.of());
        }
    }

    private JsonNode call(String method, String path, Map<String, Object> body) {
        String uri =
                settings.relay().resolve("/api/v1/clients/" + company + path).toString();
        try {
            var request = HttpRequest.newBuilder(URI.create(uri))
                    .timeout(TIMEOUT)
                    .header("Authorization", "Bearer " + settings.adminToken())
                    .header("Content-Type", "application/json")
                    .method(
                            method,
                            body.isEmpty()
                                    ? BodyPublishers.noBody()
                                    : BodyPublishers.ofString(JSON.writeValueAsString(body)))
                    .build();
            var answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() == 401 || answer.statusCode() == 403) {
                throw new Refusal(
                        "The relay does not know RELAY_ADMIN_TOKEN as an admin token: its own is in data/admin-token");
            }
            if (answer.statusCode() / 100 != 2) {
                throw new Refusal("The relay answered %d to %s %s: %s"
                        .formatted(answer.statusCode(), method, uri, answer.body()));
            }
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new Refusal(
                    "No answer from the relay to %s %s (%s): start it, or mend RELAY_URL".formatted(method, uri, e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal("Interrupted");
        }
    }
}
