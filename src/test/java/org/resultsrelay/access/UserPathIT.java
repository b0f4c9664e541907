package org.resultsrelay.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.resultsrelay.support.Api;
import org.resultsrelay.support.Api.Answer;
import org.resultsrelay.support.RelayTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.web.util.UriUtils;
import tools.jackson.databind.json.JsonMapper;

@RelayTest
class UserPathIT {

    @Autowired
    private ApplicationContext relay;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "u-17",
                "a/b",
                "a//b",
                "/",
                "a\\b",
                "a;b=c",
                "100%",
                "%2F",
                "%252F",
                "a+b c",
                ".",
                "..",
                "...",
                "../..",
                "a/../b",
                "./a",
                "a/.",
                " a",
                "a ",
                " ",
                "~",
                "%2e%2e",
                "\u200B",
                "\uFFFE",
                "\uDBFF\uDFFF",
                "?x=1#y",
                "ß ∂ 🦊",
                "\u2028",
                "\u2029",
                "a%00b",
                "<script>",
                "{id}",
                "*",
                "a,b"
            })
    void anIdOfAnyCharactersArrivesAsItIs(String id) {
        String encoded = URLEncoder.encode(id, UTF_8)
                .replace("+", "%20")
                .replace(".", "%2E")
                .replace("*", "%2A");
        Answer answer = Api.admin(relay).get("/api/v1/probe/ids/acme/" + encoded);
        assertThat(answer.status()).as(answer.http().body()).isEqualTo(200);
        assertThat(answer.text("id")).isEqualTo(id);
        assertThat(answer.text("client")).isEqualTo("acme");
    }

    /** Where an id cannot stand in an address it must be refused at every way in. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                ".",
                "..",
                "...",
                "../..",
                "a/../b",
                "./a",
                "a/.",
                "/",
                "//",
                "\\",
                "%",
                "%2F",
                "%2e",
                ";",
                "a;b=c",
                " a",
                "a ",
                " ",
                "?",
                "#",
                "+",
                "\u2028",
                "\u200B",
                "\uFFFE",
                "\uDBFF\uDFFF",
                "\u0000",
                "a\nb",
                "\u0085"
            })
    void whoIsTakenInCanBeAskedFor(String id) {
        Api admin = Api.admin(relay);
        admin.put("/api/v1/clients/paths", "{\"name\": \"P\", \"endpoint_url\": \"https://paths.invalid/\"}");
        String token = admin.post("/api/v1/clients/paths/tokens", "{\"name\": \"p\", \"scope\": \"intake\"}")
                .text("token");
        String quoted = new JsonMapper().writeValueAsString(id);
        String event = """
                {"event_id": %s, "type": "test.completed", "user": {"id": %s}, "result": {"test_id": "t", "score": 1, \
                "max_score": 1, "completed_at": "2026-11-21T10:00:00Z"}}""".formatted(
                        new JsonMapper().writeValueAsString(UUID.randomUUID().toString()), quoted);

        Answer taken = admin.as(token).post("/api/v1/webhooks/results", event);
        Answer made = admin.post("/api/v1/users", "{\"client\": \"paths\", \"id\": " + quoted + "}");
        Answer listed = admin.post("/api/v1/recompute-tasks?client=paths", "[" + quoted + "]");

        if (taken.status() == 202) {
            Answer asked = admin.get("/api/v1/users/paths/" + UriUtils.encode(id, UTF_8));
            assertThat(asked.status()).as(asked.http().body()).isEqualTo(200);
            assertThat(asked.text("id")).isEqualTo(id);
            assertThat(made.status()).isEqualTo(409);
            assertThat(listed.status()).isEqualTo(201);
        } else {
            assertThat(taken.errors()).singleElement().asString().startsWith("user.id: must not ");
            assertThat(made.errors()).singleElement().asString().startsWith("id: ");
            assertThat(listed.errors()).singleElement().asString().startsWith("[0]: must ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"%2E", "%2e%2E"})
    void aUserThatProgramsCannotAskForIsNotMade(String id) {
        Api admin = Api.admin(relay);
        admin.put("/api/v1/clients/paths", "{\"name\": \"P\", \"endpoint_url\": \"https://paths.invalid/\"}");
        assertThat(admin.put("/api/v1/users/paths/" + id, "{}").errors())
                .containsExactly(
                        "id: give 1 to 64 characters without control characters, as the platform does, but neither . nor ..");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/webhooks/..%2Fclients",
                "/swagger-ui/..%2F..%2Fapi%2Fv1%2Fclients",
                "/swagger-ui/%2E%2E/api/v1/clients",
                "/actuator/health/%2E%2E/%2E%2E/api/v1/clients",
                "/actuator/health/..;/..;/api/v1/clients",
                "/v3/api-docs/..%5C..%5Capi/v1/clients",
                "//api/v1/clients",
                "/api/v1/clients;x=1",
                "/v3/api-docs/%2e%2e%2f%2e%2e%2factuator"
            })
    void noWritingOfAPathLeadsPastTheRules(String path) {
        Answer answer = Api.anonymous(relay).get(path);
        assertThat(answer.status()).isIn(400, 401, 404);
        assertThat(answer.http().body()).doesNotContain("items").doesNotContain("_links");
    }

    @Test
    void controlCharactersAreRefused() {
        Answer answer = Api.admin(relay).get("/api/v1/probe/ids/acme/a%0Ab");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.problem()).isEqualTo("unacceptable-request");
    }
}
