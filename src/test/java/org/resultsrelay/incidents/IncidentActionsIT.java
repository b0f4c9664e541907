package org.resultsrelay.incidents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.resultsrelay.support.AlertTest;
import org.resultsrelay.support.Api;
import org.resultsrelay.support.Api.Answer;
import org.resultsrelay.support.FakeTelegram;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What an administrator does about episodes through the API. */
@AlertTest
class IncidentActionsIT {

    @Autowired
    private ApplicationContext relay;

    @Autowired
    private FakeTelegram telegram;

    @Autowired
    private JdbcClient jdbc;

    private IncidentsHarness harness;
    private Api admin;

    @BeforeEach
    void acmeFails() {
        harness = new IncidentsHarness(relay);
        admin = Api.admin(relay);
        harness.wrong.add(harness.fails("acme"));
        harness.pass(12);
    }

    @Test
    void acknowledgedOnceItSaysByWhom() {
        Answer first = act("acknowledge", null);
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.text("acknowledged_by")).startsWith("token ");
        Answer second = act("acknowledge", null);
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.text("detail")).contains("acknowledged by token");
        assertThat(keys("?acknowledged=true")).containsExactly("delivery:acme");
        assertThat(keys("?acknowledged=false")).isEmpty();
    }

    @Test
    void resolvedByHandStaysClosedUntilItWasGone() {
        assertThat(act("resolve", null).text("resolved_by")).startsWith("token ");
        assertThat(act("resolve", null).status()).isEqualTo(409);
        harness.pass(60);
        assertThat(keys("?state=open")).isEmpty();
        assertThat(telegram.messages()).hasSize(2);
        assertThat(telegram.messages().getLast()).contains("⚪ Closed by token", "may still last");

        harness.wrong.clear();
        harness.pass(2);
        harness.wrong.add(harness.fails("acme"));
        harness.pass(12);
        assertThat(keys("?state=open")).containsExactly("delivery:acme");
        assertThat(telegram.messages()).hasSize(3);
    }

    @Test
    void snoozedForSomeMinutes() {
        assertThat(act("snooze", "{\"minutes\": 5}").text("snoozed_until")).isNotBlank();
        assertThat(act("snooze", "{\"minutes\": 0}").errors()).containsExactly("minutes: must be 1 to 10080");
        harness.pass(4 * 60);
        assertThat(telegram.messages()).hasSize(1);
        harness.pass(2 * 60);
        assertThat(telegram.messages()).hasSize(2);
    }

    @Test
    void everyDeedIsAudited() {
        act("snooze", "{\"minutes\": 5}");
        act("acknowledge", null);
        act("resolve", null);
        assertThat(jdbc.sql("select action || ' ' || via || ' ' || origin from audit order by id")
                        .query(String.class)
                        .list())
                .containsExactly(
                        "snoozeIncident API 127.0.0.1",
                        "acknowledgeIncident API 127.0.0.1",
                        "resolveIncident API 127.0.0.1");
    }

    @Test
    void theListIsFiltered() {
        harness.wrong.add(harness.fails("bolt"));
        harness.pass(2);
        assertThat(keys("?client=bolt")).containsExactly("delivery:bolt");
        assertThat(keys("?kind=delivery")).containsExactly("delivery:bolt", "delivery:acme");
        assertThat(keys("?kind=database")).isEmpty();
        assertThat(keys("?alert=" + admin.get("/api/v1/incidents").json().at("/items/0/alert")))
                .hasSize(2);
        assertThat(admin.get("/api/v1/incidents?kind=weather").errors())
                .singleElement()
                .asString()
                .startsWith("kind: must be one of delivery, freshness");
    }

    private Answer act(String verb, @Nullable String body) {
        long id = jdbc.sql("select max(id) from incidents").query(Long.class).single();
        return admin.post("/api/v1/incidents/" + id + "/" + verb, body);
    }

    private List<String> keys(String query) {
        return admin.get("/api/v1/incidents" + query)
                .json()
                .path("items")
                .valueStream()
                .map(item -> item.path("key").asString())
                .toList();
    }
}
