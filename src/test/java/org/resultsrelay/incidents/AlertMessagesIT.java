package org.resultsrelay.incidents;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.resultsrelay.audit.Actor;
import org.resultsrelay.incidents.IncidentActions.ActionResult;
import org.resultsrelay.support.AlertTest;
import org.resultsrelay.support.FakeTelegram;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is told of an alert, and what people's deeds change in that. */
@AlertTest
class AlertMessagesIT {

    private static final Actor ANA = new Actor("@ana", Actor.Via.CHAT, "telegram:1001");
    private static final Actor BEN = new Actor("@ben", Actor.Via.CHAT, "telegram:1001");

    @Autowired
    private ApplicationContext relay;

    @Autowired
    private IncidentActions actions;

    @Autowired
    private IncidentQueries incidents;

    @Autowired
    private FakeTelegram telegram;

    @Autowired
    private JdbcClient jdbc;

    private IncidentsHarness harness;

    @BeforeEach
    void allIsWell() {
        harness = new IncidentsHarness(relay);
    }

    @Test
    void whatIsOverBeforeTheWaitSaysNothing() {
        harness.wrong.add(harness.fails("acme"));
        harness.pass(8);
        harness.wrong.clear();
        harness.pass(60);
        assertThat(telegram.requests()).isEmpty();
        assertThat(incidents.openAlerts()).isZero();
    }

    @Test
    void tenClientsAtOnceAreOneMessageThatNamesThem() {
        IntStream.range(0, 10).forEach(n -> {
            harness.wrong.add(harness.fails("client-" + n));
            harness.pass(1); // one after the other, within the wait
        });
        harness.pass(60);
        assertThat(telegram.messages())
                .singleElement()
                .asString()
                .contains("10 clients do not get their summaries: their servers cannot be reached", "and 7 others");
        assertThat(details()).contains("client-0", "client-1", "client-9");
    }

    @Test
    void unacknowledgedItIsToldAgainAfterFourHours() {
        harness.wrong.add(harness.fails("acme"));
        harness.pass(12);
        harness.pass(Duration.ofMinutes(239));
        assertThat(telegram.messages()).hasSize(1);
        harness.pass(2 * 60);
        assertThat(telegram.messages()).hasSize(2);
        assertThat(telegram.messages().getFirst()).contains("Sent again below");
        assertThat(telegram.messages().getLast()).startsWith("<b>🔁 Still: acme does not get its summaries, since");
    }

    @Test
    void acknowledgedItIsNotToldAgainAndSaysWhoKnows() {
        harness.wrong.add(harness.fails("acme"));
        harness.pass(12);
        assertThat(actions.acknowledge(alert(), ANA).done()).isTrue();
        harness.pass(Duration.ofHours(5));
        assertThat(telegram.messages()).singleElement().asString().contains("✅ acknowledged by @ana, ");
    }

    @Test
    void snoozedItIsToldAgainThen() {
        harness.wrong.add(harness.fails("acme"));
        harness.pass(12);
        assertThat(actions.snooze(alert(), Duration.ofHours(1), ANA).done()).isTrue();
        harness.pass(Duration.ofMinutes(58));
        harness.pass(10);
        assertThat(telegram.messages()).singleElement().asString().contains("😴 snoozed by @ana until ");
        harness.pass(2 * 60);
        assertThat(telegram.messages()).hasSize(2);
        assertThat(telegram.messages().getLast()).contains("Still").doesNotContain("snoozed");
    }

    @Test
    void ofTwoTheSecondHearsOfTheFirst() {
        harness.wrong.add(harness.fails("acme"));
        harness.pass(12);
        assertThat(actions.acknowledge(alert(), ANA).done()).isTrue();
        ActionResult second = actions.acknowledge(alert(), BEN);
        assertThat(second.done()).isFalse();
        assertThat(second.sentence()).contains("acknowledged by @ana");
        assertThat(jdbc.sql("select actor from audit").query(String.class).list())
                .containsExactly("@ana");
    }

    @Test
    void whatIsOverIsNotActedOn() {
        harness.wrong.add(harness.fails("acme"));
        harness.pass(12);
        long alert = alert();
        harness.wrong.clear();
        harness.pass(4);
        assertThat(actions.acknowledge(alert, ANA).sentence()).startsWith("It ended on");
        assertThat(actions.acknowledge(4711, ANA).done()).isFalse();
        assertThat(incidents.list(0, page -> "turn").text()).contains("no alert is open");
    }

    @Test
    void whoJoinsLaterIsInTheSameMessageUntilSomebodyHasSeenToIt() {
        harness.wrong.add(harness.fails("acme"));
        harness.pass(60);
        harness.wrong.add(harness.fails("bolt"));
        harness.pass(60);
        assertThat(telegram.messages()).singleElement().asString().contains("2 clients", "acme", "bolt");
        actions.acknowledge(alert(), ANA);
        harness.wrong.add(harness.fails("core"));
        harness.pass(60);
        assertThat(telegram.messages()).hasSize(2);
        assertThat(telegram.messages().getLast()).contains("core").doesNotContain("acme");
    }

    private long alert() {
        return jdbc.sql("select max(id) from alerts").query(Long.class).single();
    }

    private String details() {
        return incidents.details(alert(), 0).orElseThrow().text();
    }
}
