package org.resultsrelay.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.resultsrelay.support.BrokenRelay;
import org.resultsrelay.support.FakeRelay;
import org.resultsrelay.support.Http;
import org.resultsrelay.support.Nginx;

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
                answers.add(Http.post(nginx.url(WEBHOOKS), "{}").statusCode());
            }
            assertThat(answers).containsExactly(200, 200, 200, 429, 429);
            assertProblem(Http.post(nginx.url(WEBHOOKS), "{}"), 429, "too-many-requests");
            assertThat(Http.get(nginx.url("/api/v1/users")).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aBodyOfTwoMebibytesIsTooLargeAndOneIsNot() throws IOException {
        try (Nginx nginx = Nginx.before(relay.port())) {
            assertThat(Http.post(nginx.url(WEBHOOKS), "x".repeat(1 << 20)).statusCode())
                    .isEqualTo(200);
            assertProblem(Http.post(nginx.url(WEBHOOKS), "x".repeat(2 << 20)), 413, "too-large");
            assertThat(relay.seen()).hasSize(1);
        }
    }

    @Test
    void aBodyThatStopsArrivingIsCutOffAndNoRelayEverSeesIt() throws IOException {
        Map<String, String> impatient = Map.of("NGINX_RELAY", "127.0.0.1:" + relay.port(), "NGINX_SLOW_TIMEOUT", "1s");
        try (Nginx nginx = Nginx.with(impatient);
                Socket dripping = new Socket(InetAddress.getLoopbackAddress(), nginx.port())) {
            dripping.setSoTimeout(10_000);
            Instant start = Instant.now();
            dripping.getOutputStream().write(head("Content-Length: 1000").getBytes(StandardCharsets.US_ASCII));
            dripping.getOutputStream().write("{\"event_id\":".getBytes(StandardCharsets.US_ASCII));
            assertThat(dripping.getInputStream().read()).isEqualTo(-1);
            assertThat(Duration.between(start, Instant.now())).isBetween(Duration.ofMillis(900), Duration.ofSeconds(5));
            assertThat(relay.seen()).isEmpty();
            await().untilAsserted(() ->
                    assertThat(nginx.log()).contains("\"http.response.status_code\":408", "\"nginx.relay\":\"\""));
        }
    }

    @Test
    void withEveryRelayAwayTheCallerIsToldToComeBack() throws IOException {
        relay.close();
        try (Nginx nginx = Nginx.before(relay.port())) {
            assertProblem(Http.post(nginx.url(WEBHOOKS), "{}"), 503, "relay-unavailable");
            assertProblem(Http.get(nginx.url("/api/v1/users")), 503, "relay-unavailable");
        }
    }

    @Test
    void aWebhookWhoseRelayDiesOverItGoesToTheOther() throws IOException {
        try (BrokenRelay broken = new BrokenRelay();
                Nginx nginx = Nginx.with(Map.of("NGINX_RELAY", both(broken)))) {
            for (int i = 0; i < 4; i++) {
                assertThat(Http.post(nginx.url(WEBHOOKS), "{}").statusCode()).isEqualTo(200);
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
                answers.add(Http.post(nginx.url("/api/v1/clients/acme/tokens"), "{}")
                        .statusCode());
            }
            assertThat(answers).containsExactlyInAnyOrder(200, 503);
            assertThat(broken.requests()).isEqualTo(1);
            assertThat(relay.seen()).hasSize(1);
        }
    }

    private String both(BrokenRelay broken) {
        return "127.0.0.1:%d max_fails=0; server 127.0.0.1:%d".formatted(broken.port(), relay.port());
    }

    private static String head(String length) {
        return "POST " + WEBHOOKS + " HTTP/1.1\r\nHost: relay\r\n" + length + "\r\n\r\n";
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String slug) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).contains("\"type\":\"urn:results-relay:problem:" + slug, "\"status\":" + status);
        assertThat(answer.headers().firstValue("Retry-After").isPresent()).isEqualTo(status != 413);
        assertThat(answer.headers().firstValue("Server")).contains("nginx");
    }
}
