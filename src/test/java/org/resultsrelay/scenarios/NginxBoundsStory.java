package org.resultsrelay.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.resultsrelay.support.Api;
import org.resultsrelay.support.BrokenRelay;
import org.resultsrelay.support.FakeRelay;
import org.resultsrelay.support.Nginx;
import org.resultsrelay.support.StreamingTaker;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What nginx keeps away from a relay, and what it does when a relay is away. */
class NginxBoundsStory {

    private static final String WEBHOOKS = "/api/v1/webhooks/results";

    private FakeRelay relay;

    @BeforeEach
    void start() throws IOException {
        relay = new FakeRelay();
    }

    @AfterEach
    void stop() {
        relay.close();
    }

    @Test
    void aBurstAboveTheLimitIsToldToSlowDown() throws IOException {
        Map<String, String> slow = Map.of(
                "NGINX_RELAY", "127.0.0.1:" + relay.port(),
                "NGINX_WEBHOOK_RATE", "1r/m",
                "NGINX_WEBHOOK_BURST", "2");
        try (Nginx nginx = Nginx.with(slow)) {
            List<Integer> answers = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                answers.add(nginx.api().post(WEBHOOKS, "{}").status());
            }
            assertThat(answers).containsExactly(200, 200, 200, 429, 429);
            assertProblem(nginx.api().post(WEBHOOKS, "{}"), 429, "too-many-requests");
            assertThat(nginx.api().get("/api/v1/users").status()).isEqualTo(200);
        }
    }

    @Test
    void aBodyOfTwoMebibytesIsTooLargeAndOneIsNot() throws IOException {
        try (Nginx nginx = Nginx.before(relay.port())) {
            assertThat(nginx.api().post(WEBHOOKS, "x".repeat(1 << 20)).status()).isEqualTo(200);
            assertProblem(nginx.api().post(WEBHOOKS, "x".repeat(2 << 20)), 413, "too-large");
            assertThat(relay.seen()).hasSize(1);
        }
    }

    @Test
    void aSourcesTokenIsInNoLog() throws IOException {
        Map<String, String> slow = Map.of(
                "NGINX_RELAY", "127.0.0.1:" + relay.port(),
                "NGINX_WEBHOOK_RATE", "1r/m",
                "NGINX_WEBHOOK_BURST", "2");
        try (Nginx nginx = Nginx.with(slow)) {
            String source = "/api/v1/sources/rs_secret-token";
            assertThat(nginx.api().put(source + "/statements?id=5", "{}").status())
                    .isEqualTo(200);
            assertProblem(nginx.api().post(source, "x".repeat(2 << 20)), 413, "too-large");
            relay.close();
            assertProblem(nginx.api().post(source, "{}"), 503, "relay-unavailable");
            assertProblem(nginx.api().post(source, "{}"), 503, "relay-unavailable");
            assertProblem(nginx.api().post(source, "{}"), 429, "too-many-requests");
            await().untilAsserted(() -> assertThat(nginx.log())
                    .contains("\"url.path\":\"/api/v1/sources/...\"", "code\":413", "code\":429", "code\":503"));
            assertThat(nginx.log()).doesNotContain("secret-token");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "400, unreadable-request, nonsense",
        "400, unreadable-request, 'GET /a%zz HTTP/1.1|Host: a'",
        "400, unreadable-request, 'GET /api HTTP/1.1|No: host'",
        "400, unreadable-request, 'POST /api/v1/webhooks/results HTTP/1.1|Host: a|Content-Length: many'",
        "405, method-not-allowed, 'TRACE /api HTTP/1.1|Host: a'",
        "414, address-too-long, 'GET /LONG HTTP/1.1|Host: a'",
        "431, headers-too-large, 'GET /api HTTP/1.1|Host: a|X: LONG'",
        "501, not-implemented, 'POST /api HTTP/1.1|Host: a|Transfer-Encoding: gzip'"
    })
    void whatNginxItselfRefusesIsAProblemToo(int status, String slug, String request) throws IOException {
        try (Nginx nginx = Nginx.before(relay.port());
                Socket sender = new Socket(InetAddress.getLoopbackAddress(), nginx.port())) {
            sender.setSoTimeout(30_000);
            String head = (request + "|Connection: close||")
                    .replace("LONG", "x".repeat(9_000))
                    .replace("|", "\r\n");
            sender.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(sender.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer)
                    .startsWith("HTTP/1.1 " + status)
                    .contains("\r\nContent-Type: application/problem+json\r\n");
            JsonNode problem = new JsonMapper().readTree(answer.substring(answer.indexOf("\r\n\r\n")));
            assertThat(problem.path("type").asString()).endsWith(":" + slug);
            assertThat(problem.path("status").asInt()).isEqualTo(status);
            assertThat(problem.path("detail").asString()).isNotBlank();
            assertThat(relay.seen()).isEmpty();
        }
    }

    @Test
    void aListOfUsersMayBeLongAndReachesTheRelayAsItComes() throws IOException {
        try (StreamingTaker taker = new StreamingTaker();
                Nginx nginx = Nginx.before(taker.port());
                Socket sender = new Socket(InetAddress.getLoopbackAddress(), nginx.port())) {
            sender.setSoTimeout(30_000);
            sender.getOutputStream()
                    .write(
                            "POST /api/v1/recompute-tasks?client=acme HTTP/1.1\r\nHost: relay\r\nContent-Length: %s\r\n\r\n"
                                    .formatted(8 << 20)
                                    .getBytes(StandardCharsets.US_ASCII));
            sender.getOutputStream().write(new byte[4 << 20]);
            await().untilAsserted(
                            () -> assertThat(taker.bytes()).isGreaterThan(1 << 20)); // with half of it still to come
            sender.getOutputStream().write(new byte[4 << 20]);
            assertThat(new String(sender.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 201");
            assertThat(taker.bytes()).isEqualTo(8 << 20);
        }
    }

    @Test
    void aBodyThatStopsArrivingIsCutOffAndNoRelayEverSeesIt() throws IOException {
        Map<String, String> impatient = Map.of("NGINX_RELAY", "127.0.0.1:" + relay.port(), "NGINX_SLOW_TIMEOUT", "1s");
        try (Nginx nginx = Nginx.with(impatient);
                Socket dripping = new Socket(InetAddress.getLoopbackAddress(), nginx.port())) {
            dripping.setSoTimeout(30_000);
            Instant start = Instant.now();
            dripping.getOutputStream().write(head("Content-Length: 1000").getBytes(StandardCharsets.US_ASCII));
            dripping.getOutputStream().write("{\"event_id\":".getBytes(StandardCharsets.US_ASCII));
            assertThat(dripping.getInputStream().read()).isEqualTo(-1);
            assertThat(Duration.between(start, Instant.now())).isGreaterThan(Duration.ofMillis(900));
            assertThat(relay.seen()).isEmpty();
            await().untilAsserted(() ->
                    assertThat(nginx.log()).contains("\"http.response.status_code\":408", "\"nginx.relay\":\"\""));
        }
    }

    @Test
    void withEveryRelayAwayTheCallerIsToldToComeBack() throws IOException {
        relay.close();
        try (Nginx nginx = Nginx.before(relay.port())) {
            assertProblem(nginx.api().post(WEBHOOKS, "{}"), 503, "relay-unavailable");
            assertProblem(nginx.api().get("/api/v1/users"), 503, "relay-unavailable");
        }
    }

    @Test
    void aWebhookWhoseRelayDiesOverItGoesToTheOther() throws IOException {
        try (BrokenRelay broken = new BrokenRelay();
                Nginx nginx = Nginx.with(Map.of("NGINX_RELAY", both(broken)))) {
            for (int i = 0; i < 4; i++) {
                assertThat(nginx.api().post(WEBHOOKS, "{}").status()).isEqualTo(200);
            }
            assertThat(broken.requests()).isPositive();
            assertThat(relay.seen()).hasSize(4);
        }
    }

    @Test
    void anyOtherPostWhoseRelayDiesOverItIsNotRepeated() throws IOException {
        try (BrokenRelay broken = new BrokenRelay();
                Nginx nginx = Nginx.with(Map.of("NGINX_RELAY", both(broken)))) {
            List<Integer> answers = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                answers.add(
                        nginx.api().post("/api/v1/clients/acme/tokens", "{}").status());
            }
            assertThat(answers).containsExactlyInAnyOrder(200, 503);
            assertThat(broken.requests()).isEqualTo(1);
            assertThat(relay.seen()).hasSize(1);
        }
    }

    private String both(BrokenRelay broken) {
        return "127.0.0.1:%s max_fails=0; server 127.0.0.1:%s".formatted(broken.port(), relay.port());
    }

    private static String head(String length) {
        return "POST " + WEBHOOKS + " HTTP/1.1\r\nHost: relay\r\n" + length + "\r\n\r\n";
    }

    private static void assertProblem(Api.Answer answer, int status, String slug) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.problem()).isEqualTo(slug);
        assertThat(answer.json().path("status").asInt()).isEqualTo(status);
        assertThat(answer.text("detail")).isNotBlank();
        assertThat(answer.header("Retry-After").isEmpty()).isEqualTo(status == 413);
        assertThat(answer.header("Server")).isEqualTo("nginx");
    }
}
