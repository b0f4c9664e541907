package org.resultsrelay.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.resultsrelay.support.Api;
import org.resultsrelay.support.FakeRelay;
import org.resultsrelay.support.FakeRelay.Seen;
import org.resultsrelay.support.Nginx;
import org.resultsrelay.support.StreamingRelay;

/** What nginx lets through to a relay, and how. */
class NginxForwardingStory {

    private static final String[] CLAIMS = {
        "X-Forwarded-For",
        "203.0.113.9",
        "X-Forwarded-Proto",
        "https",
        "X-Forwarded-Host",
        "evil.example",
        "X-Forwarded-Port",
        "444",
        "X-Forwarded-Prefix",
        "/evil",
        "Forwarded",
        "for=203.0.113.9",
        "X-Real-IP",
        "1.1.1.1"
    };

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
    void theConfigurationPassesNginxsOwnTest() throws IOException {
        assertThat(Nginx.check()).contains("test is successful").doesNotContain("[warn]");
    }

    @Test
    void whatAStrangerClaimsAboutItsAddressIsReplacedByTheTruth() throws IOException {
        try (Nginx nginx = Nginx.before(relay.port())) {
            nginx.api().send("GET", "/api/v1/users", null, CLAIMS);
            Seen request = relay.seen().remove();
            assertThat(request.headers().get("X-Forwarded-For")).containsExactly("127.0.0.1");
            assertThat(request.headers().get("X-Forwarded-Proto")).containsExactly("http");
            assertThat(request.headers())
                    .doesNotContainKeys(
                            "X-forwarded-host", "X-forwarded-port", "X-forwarded-prefix", "X-real-ip", "Forwarded");
        }
    }

    @Test
    void aTrustedProxyMaySayWhoTheClientIs() throws IOException {
        Map<String, String> trusting =
                Map.of("NGINX_RELAY", "127.0.0.1:" + relay.port(), "NGINX_TRUSTED_PROXY", "127.0.0.0/8");
        try (Nginx nginx = Nginx.with(trusting)) {
            nginx.api().send("GET", "/api/v1/users", null, CLAIMS);
            Seen request = relay.seen().remove();
            assertThat(request.headers().get("X-Forwarded-For")).containsExactly("203.0.113.9");
            assertThat(request.headers().get("X-Forwarded-Proto")).containsExactly("https");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/actuator",
                "/actuator/prometheus",
                "//actuator//prometheus",
                "/%61ctuator/prometheus",
                "/x/../actuator/prometheus",
                "/actuator;a=b/prometheus",
                "/actuator/health/../prometheus",
                "/actuator/healthy"
            })
    void noSpellingOfAnActuatorAddressReachesTheRelay(String path) throws IOException {
        try (Nginx nginx = Nginx.before(relay.port())) {
            Api.Answer answer = nginx.api().get(path);
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.problem()).isEqualTo("not-found");
            assertThat(relay.seen()).isEmpty();
        }
    }

    @Test
    void theHealthIsForEveryone() throws IOException {
        try (Nginx nginx = Nginx.before(relay.port())) {
            nginx.api().get("/actuator/health");
            nginx.api().get("/actuator/health/readiness");
            assertThat(relay.seen())
                    .extracting(Seen::path)
                    .containsExactly("/actuator/health", "/actuator/health/readiness");
        }
    }

    @Test
    void anAddressIsPassedOnAsItWasWritten() throws IOException {
        try (Nginx nginx = Nginx.before(relay.port())) {
            nginx.api().get("/api/v1/users/acme/u%2F1%20%C3%A9?after=%2B");
            assertThat(relay.seen())
                    .extracting(Seen::path)
                    .containsExactly("/api/v1/users/acme/u%2F1%20%C3%A9?after=%2B");
        }
    }

    @Test
    void anEventStreamIsPassedOnEventByEvent() throws Exception {
        try (StreamingRelay streaming = new StreamingRelay();
                Nginx nginx = Nginx.before(streaming.port());
                HttpClient client = HttpClient.newHttpClient()) {
            URI stream = URI.create(nginx.api().base() + "/stream");
            HttpResponse<Stream<String>> answer = client.send(
                    HttpRequest.newBuilder(stream)
                            .timeout(Duration.ofSeconds(20))
                            .build(),
                    BodyHandlers.ofLines());
            Iterator<String> lines = answer.body().iterator();
            assertThat(lines.next()).isEqualTo("data: first");
            streaming.sendSecondEvent();
            assertThat(lines).toIterable().contains("data: second");
        }
    }

    @Test
    void theAccessLogTellsTheRequestButNoSecret() throws IOException {
        try (Nginx nginx = Nginx.before(relay.port())) {
            nginx.api().as("in-the-header").post("/api/v1/webhooks/results?key=in-the-query", "{\"in\":\"the-body\"}");
            await().untilAsserted(() -> assertThat(nginx.log())
                    .contains("\"url.path\":\"/api/v1/webhooks/results\"", "\"http.response.status_code\":200")
                    .doesNotContain("in-the-query", "the-body", "in-the-header"));
        }
    }
}
