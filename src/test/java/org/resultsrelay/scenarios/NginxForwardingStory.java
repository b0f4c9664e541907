package org.resultsrelay.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.resultsrelay.support.FakeRelay;
import org.resultsrelay.support.FakeRelay.Seen;
import org.resultsrelay.support.Http;
import org.resultsrelay.support.Nginx;

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
            Http.get(nginx.url("/api/v1/users"), CLAIMS);
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
            Http.get(nginx.url("/api/v1/users"), CLAIMS);
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
            HttpResponse<String> answer = Http.get(nginx.url(path));
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body()).contains("urn:results-relay:problem:not-found");
            assertThat(relay.seen()).isEmpty();
        }
    }

    @Test
    void theHealthIsForEveryone() throws IOException {
        try (Nginx nginx = Nginx.before(relay.port())) {
            Http.get(nginx.url("/actuator/health"));
            Http.get(nginx.url("/actuator/health/readiness"));
            assertThat(relay.seen())
                    .extracting(Seen::path)
                    .containsExactly("/actuator/health", "/actuator/health/readiness");
        }
    }

    @Test
    void anEventStreamIsPassedOnEventByEvent() throws IOException {
        try (Nginx nginx = Nginx.before(relay.port())) {
            HttpRequest request = HttpRequest.newBuilder(nginx.url("/stream")).build();
            HttpResponse<InputStream> answer = Http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (BufferedReader events =
                    new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
                assertThat(events.readLine()).isEqualTo("data: first");
                relay.sendSecondEvent();
                assertThat(events.lines()).contains("data: second");
            }
        }
    }

    @Test
    void theAccessLogTellsTheRequestButNoSecret() throws IOException {
        try (Nginx nginx = Nginx.before(relay.port())) {
            Http.post(
                    nginx.url("/api/v1/webhooks/results?key=in-the-query"),
                    "{\"in\":\"the-body\"}",
                    "Authorization",
                    "Bearer in-the-header");
            await().untilAsserted(() -> assertThat(nginx.log())
                    .contains("\"url.path\":\"/api/v1/webhooks/results\"", "\"http.response.status_code\":200")
                    .doesNotContain("in-the-query", "the-body", "in-the-header"));
        }
    }
}
