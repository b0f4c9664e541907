package org.resultsrelay.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.resultsrelay.support.Api;
import org.resultsrelay.support.Api.Answer;
import org.resultsrelay.support.RelayTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@RelayTest
class SecurityIT {

    private static final String WEBHOOKS = "/api/v1/webhooks/results";

    @Autowired
    private ApplicationContext relay;

    private final String client = "/api/v1/clients/c-" + UUID.randomUUID();
    private Api anonymous;
    private Api admin;

    @BeforeEach
    void aClientIsThere() {
        anonymous = Api.anonymous(relay);
        admin = Api.admin(relay);
        admin.put(client, """
                {"name": "Acme", "endpoint_url": "https://acme.example/"}""");
    }

    private Api withScope(String scope) {
        Answer made = admin.post(client + "/tokens", "{\"name\": \"t\", \"scope\": \"" + scope + "\"}");
        return anonymous.as(made.text("token"));
    }

    @Test
    void withoutATokenTheAnswerSaysHowToSendOne() {
        for (String path : List.of("/api/v1/clients", "/anything", "/actuator", "/actuator/env")) {
            Answer answer = anonymous.get(path);
            assertThat(answer.status()).as(path).isEqualTo(401);
            assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
            assertThat(answer.problem()).isEqualTo("token-needed");
            assertThat(answer.text("detail")).contains("Authorization: Bearer <token>");
        }
        assertThat(anonymous.post(WEBHOOKS, "{}").status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer rr_guessed", "Bearer ", "bearer x", "Basic YTpi", "Bearer a b", "Bearer é"})
    void aTokenThatNobodyHasIsInvalid(String authorization) {
        Answer answer = anonymous.send("GET", "/api/v1/clients", null, "Authorization", authorization);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer error=\"invalid_token\"");
        assertThat(answer.problem()).isEqualTo("invalid-token");
    }

    @Test
    void anEndlessTokenIsNotEvenLookedUp() {
        assertThat(anonymous.as("x".repeat(5_000)).get("/api/v1/clients").status())
                .isEqualTo(401);
    }

    @Test
    void theSchemeIsReadInAnyCase() {
        String token = String.valueOf(admin.token());
        assertThat(anonymous
                        .send("GET", "/api/v1/clients", null, "Authorization", "bearer " + token)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void anIntakeTokenPostsWebhooksAndNothingElse() {
        Api intake = withScope("intake");
        assertThat(intake.post(WEBHOOKS, "{}").status()).isNotIn(401, 403);
        Answer refused = intake.get("/api/v1/clients");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.problem()).isEqualTo("scope-needed");
        assertThat(refused.text("detail")).contains("scope admin");
        assertThat(refused.header("WWW-Authenticate"))
                .contains("insufficient_scope")
                .contains("scope=\"admin\"");
    }

    @Test
    void noOtherScopePostsWebhooks() {
        for (Api other : List.of(admin, withScope("client"))) {
            Answer refused = other.post(WEBHOOKS, "{}");
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.text("detail")).contains("scope intake");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/actuator/health",
                "/actuator/health/liveness",
                "/v3/api-docs",
                "/v3/api-docs.yaml",
                "/v3/api-docs/swagger-config",
                "/swagger-ui/index.html"
            })
    void healthAndDocumentationAreOpen(String path) {
        assertThat(anonymous.get(path).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "PUT", "DELETE"})
    void whoOpensTheWebhooksAddressIsToldToPost(String method) {
        for (Api caller : List.of(anonymous, admin, withScope("intake"))) {
            Answer answer = caller.send(method, WEBHOOKS, null);
            assertThat(answer.status()).isEqualTo(405);
            assertThat(answer.header("Allow")).isEqualTo("POST");
            if (!method.equals("HEAD")) {
                assertThat(answer.problem()).isEqualTo("method-not-allowed");
                assertThat(answer.text("detail")).contains("send POST. /v3/api-docs describes");
            }
        }
        assertThat(anonymous.get(WEBHOOKS + "/anything").status()).isEqualTo(401);
    }

    @Test
    void aBrowserAtTheRootSeesAPageThatNeedsNothingElse() {
        Answer page = anonymous.send("GET", "/", null, "Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).isEqualTo("text/html;charset=UTF-8");
        assertThat(page.header("Content-Security-Policy")).startsWith("default-src 'none';");
        assertThat(page.http().body())
                .contains("Authorization: Bearer", "admin-token")
                .doesNotContainIgnoringCase("<script")
                .doesNotContain("src=", "http://", "https://");
        List<String> links = Pattern.compile("href=\"([^\"]+)\"")
                .matcher(page.http().body())
                .results()
                .map(link -> link.group(1))
                .toList();
        assertThat(links)
                .hasSize(3)
                .allSatisfy(link ->
                        assertThat(anonymous.get(link).status()).as(link).isIn(200, 302));
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "*/*", "nonsense;;"})
    void aProgramAtTheRootGetsJson(String accept) {
        Answer answer = anonymous.send("GET", "/", null, "Accept", accept);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.text("openapi")).isEqualTo("/v3/api-docs");
        assertThat(anonymous.post("/", "{}").status()).isEqualTo(405);
    }

    @Test
    void metricsAreForScrapersOnThisMachineAndForAdmins() {
        String path = "/actuator/prometheus";
        assertThat(anonymous.get(path).status()).isNotIn(401, 403);
        for (String header : List.of("X-Forwarded-For", "Forwarded", "X-Real-IP")) {
            assertThat(anonymous.send("GET", path, null, header, "127.0.0.1").status())
                    .isEqualTo(401);
            assertThat(admin.send("GET", path, null, header, "192.0.2.1").status())
                    .isNotIn(401, 403);
        }
    }

    @Test
    void noSessionIsMade() {
        assertThat(admin.get("/api/v1/clients").header("Set-Cookie")).isEmpty();
    }

    @Test
    void aMethodThatNobodyKnowsIsAProblem() {
        Answer answer = admin.send("PROPFIND", "/api/v1/clients", null);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.problem()).isEqualTo("unacceptable-request");
    }
}
