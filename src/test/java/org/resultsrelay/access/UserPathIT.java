package org.resultsrelay.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.resultsrelay.support.Api;
import org.resultsrelay.support.Api.Answer;
import org.resultsrelay.support.RelayTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

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
                "../..",
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
