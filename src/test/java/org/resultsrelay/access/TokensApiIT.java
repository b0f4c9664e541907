package org.resultsrelay.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.resultsrelay.support.Api;
import org.resultsrelay.support.Api.Answer;
import org.resultsrelay.support.RelayTest;
import org.resultsrelay.support.SettableClock;
import org.resultsrelay.support.StillClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

@RelayTest
@Import(StillClock.class)
class TokensApiIT {

    @Autowired
    private ApplicationContext relay;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private SettableClock clock;

    private final String client = "/api/v1/clients/c-" + UUID.randomUUID();
    private final String tokens = client + "/tokens";
    private Api admin;

    @BeforeEach
    void aClientIsThere() {
        admin = Api.admin(relay);
        admin.put(client, """
                {"name": "Acme", "endpoint_url": "https://acme.example/"}""");
    }

    private Answer make(String scope, String more) {
        return admin.post(tokens, "{\"name\": \"the platform\", \"scope\": \"" + scope + "\"" + more + "}");
    }

    /** 401 or not: webhooks themselves are not this test's business. */
    private int knock(Answer made) {
        return admin.as(made.text("token"))
                .post("/api/v1/webhooks/results", "{}")
                .status();
    }

    @Test
    void aTokenIsShownOnceAndOnlyItsHashIsKept() {
        Answer made = make("intake", "");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.text("token")).matches("rr_[A-Za-z0-9_-]{43}");
        assertThat(made.header("Location"))
                .isEqualTo(tokens + "/" + made.json().path("id").asLong());
        assertThat(made.json().path("expires_at").isNull()).isTrue();
        assertThat(admin.get(tokens).http().body()).contains("the platform").doesNotContain("rr_");
        assertThat(jdbc.sql("select count(*) from access_tokens t where t::text like '%' || ? || '%'")
                        .param(made.text("token"))
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void aRevokedTokenIsRefusedAtOnce() {
        Answer made = make("intake", "");
        assertThat(knock(made)).isNotEqualTo(401);
        assertThat(admin.delete(made.header("Location")).status()).isEqualTo(204);
        assertThat(knock(made)).isEqualTo(401);
        assertThat(admin.delete(made.header("Location")).problem()).isEqualTo("unknown-token");
    }

    @Test
    void aTokenThatAnotherRelayRevokedIsRefusedAFewSecondsLater() {
        Answer made = make("intake", "");
        assertThat(knock(made)).isNotEqualTo(401);
        jdbc.sql("delete from access_tokens where id = ?")
                .param(made.json().path("id").asLong())
                .update();
        assertThat(knock(made)).as("known without asking the database").isNotEqualTo(401);
        clock.advance(Duration.ofSeconds(5));
        assertThat(knock(made)).isEqualTo(401);
    }

    @Test
    void anExpiredTokenIsRefused() {
        Answer made = make("intake", ", \"expires_at\": \"" + clock.instant().plusSeconds(2) + "\"");
        assertThat(knock(made)).isNotEqualTo(401);
        clock.advance(Duration.ofSeconds(2));
        assertThat(knock(made)).isEqualTo(401);
    }

    @Test
    void aWrongRequestIsNamed() {
        assertThat(make("admin", "").errors()).singleElement().asString().startsWith("scope: give intake or client");
        assertThat(make("all", "").errors()).containsExactly("scope: must be one of admin, intake, client");
        Instant now = clock.instant();
        for (String outside :
                List.of("2020-01-01T00:00:00Z", "" + now.plus(Duration.ofDays(3_660)), "+999999999-12-31T23:59:59Z")) {
            assertThat(make("intake", ", \"expires_at\": \"" + outside + "\"").errors())
                    .as(outside)
                    .containsExactly("expires_at: give a time in the future, within ten years, or null for no expiry");
        }
        assertThat(make("intake", ", \"expires_at\": \"" + now.plus(Duration.ofDays(3_650)) + "\"")
                        .status())
                .isEqualTo(201);
        for (String notATime :
                List.of("\"tomorrow\"", "\"2030-01-01T00:00:00\"", "5", "1893456000000", "\"1893456000\"")) {
            assertThat(make("intake", ", \"expires_at\": " + notATime).errors())
                    .as(notATime)
                    .containsExactly("expires_at: must be a time with an offset, such as 2026-11-21T10:00:00Z");
        }
        assertThat(make("intake", ", \"expiry\": null").errors())
                .singleElement()
                .asString()
                .startsWith("expiry: ");
        assertThat(admin.post(tokens, "{}").errors()).hasSize(2);
    }

    @Test
    void aTokenOfAnotherClientIsNotReached() {
        admin.put("/api/v1/clients/other", "{\"name\": \"O\", \"endpoint_url\": \"https://o.example/\"}");
        Answer made = make("intake", "");
        String elsewhere =
                "/api/v1/clients/other/tokens/" + made.json().path("id").asLong();
        assertThat(admin.delete(elsewhere).problem()).isEqualTo("unknown-token");
        assertThat(knock(made)).isNotEqualTo(401);
    }

    @Test
    void theListIsPagedByCursor() {
        make("intake", "");
        make("client", "");
        Answer first = admin.get(tokens + "?limit=1");
        assertThat(first.json().path("items").path(0).path("scope").asString()).isEqualTo("intake");
        Answer second = admin.get(tokens + "?limit=1&cursor=" + first.text("next_cursor"));
        assertThat(second.json().path("items").path(0).path("scope").asString()).isEqualTo("client");
        assertThat(second.json().path("next_cursor").isNull()).isTrue();
    }

    @Test
    void anUnknownClientHasNoTokens() {
        assertThat(admin.get("/api/v1/clients/nobody/tokens").problem()).isEqualTo("unknown-client");
        assertThat(admin.post("/api/v1/clients/nobody/tokens", "{\"name\": \"t\", \"scope\": \"intake\"}")
                        .status())
                .isEqualTo(404);
    }
}
