package org.resultsrelay.incidents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.resultsrelay.audit.Actor;
import org.resultsrelay.incidents.trouble.MalformedInput;
import org.resultsrelay.incidents.trouble.Trouble;
import org.resultsrelay.incidents.trouble.TroubleKind;
import org.resultsrelay.support.AlertTest;
import org.resultsrelay.support.FakeTelegram;
import org.resultsrelay.support.SettableClock;
import org.resultsrelay.text.OneLine;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

@AlertTest
class IncidentMonitorIT {

    @Autowired
    private ApplicationContext relay;

    @Autowired
    private Incidents incidents;

    @Autowired
    private IncidentActions actions;

    @Autowired
    private AlertLifecycle alerts;

    @Autowired
    private TransactionOperations transactions;

    @Autowired
    private FakeTelegram telegram;

    @Autowired
    private SettableClock clock;

    @Autowired
    private JdbcClient jdbc;

    private IncidentsHarness harness;

    @BeforeEach
    void allIsWell() {
        harness = new IncidentsHarness(relay);
    }

    @Test
    void anEpisodeIsOneMessageThatIsEditedAndAnsweredWhenItIsOver() {
        Instant began = clock.instant();
        harness.wrong.add(harness.fails("acme", began, 3, "503"));
        harness.pass(20);
        assertThat(telegram.messages()).singleElement().asString().contains("acme", "Waiting: 3 users", "503");

        harness.wrong.set(0, harness.fails("acme", began, 40, "504"));
        harness.pass(40);
        assertThat(telegram.messages()).singleElement().asString().contains("Waiting: 40 users", "504");

        harness.wrong.clear();
        harness.pass(4);
        assertThat(telegram.messages()).hasSize(2);
        assertThat(telegram.messages().getFirst()).startsWith("<b>⚪ Was: acme does not get its summaries, since");
        assertThat(telegram.messages().getLast())
                .startsWith("<b>🟢 Over: acme gets its summaries again</b>")
                .contains("lasted 1 minute", "40 users", "504");
        assertThat(telegram.requests()).filteredOn("sendmessage"::equals).hasSize(2);
    }

    @Test
    void updatesAreToldRarely() {
        Instant began = clock.instant();
        for (int users = 1; users <= 60; users++) {
            harness.wrong.clear();
            harness.wrong.add(harness.fails("acme", began, users, "503"));
            harness.pass(2);
        }
        assertThat(telegram.requests()).hasSizeBetween(4, 5);
    }

    @Test
    void newTroubleIsANewEpisode() {
        harness.wrong.add(harness.fails("acme"));
        harness.pass(12);
        harness.wrong.clear();
        harness.pass(4);
        harness.wrong.add(harness.fails("acme"));
        harness.pass(12);
        assertThat(telegram.messages()).hasSize(3);
        assertThat(telegram.messages().get(1)).contains("Over");
        assertThat(telegram.messages().getLast()).doesNotContain("Over");
    }

    @Test
    void severalRelaysOpenAndCloseAnEpisodeOnce() throws Exception {
        for (int round = 0; round < 5; round++) {
            harness.wrong.add(harness.fails("acme"));
            together(8);
            harness.wrong.clear();
            together(8);
            assertThat(jdbc.sql("select count(*) from incidents")
                            .query(Integer.class)
                            .single())
                    .isEqualTo(round + 1);
            assertThat(incidents.current()).isEmpty();
        }
    }

    @Test
    void whatAnotherRelayOpenedAndAPersonClosedDuringALookIsNotOpenedAgain() {
        harness.wrong.add(harness.fails("acme"));
        AtomicBoolean meanwhile = new AtomicBoolean(true);
        harness.others.add(IncidentsHarness.source(Set.of(TroubleKind.MALFORMED), () -> {
            if (meanwhile.getAndSet(false)) {
                harness.monitor().tick();
                long opened = incidents.current().getFirst().id();
                assertThat(actions.resolve(opened, new Actor("@ana", Actor.Via.CHAT, "telegram:1001")))
                        .isPresent();
            }
            return List.of();
        }));
        harness.monitor().tick();
        assertThat(openKeys()).isEmpty();
    }

    @Test
    void aRelayThatDiesBeforeItHasComposedAMessageLeavesNothingToSay() {
        transactions.executeWithoutResult(status -> alerts.open(List.of(harness.fails("acme")), clock.instant()));
        harness.pass(20);
        assertThat(openKeys()).isEmpty();
        assertThat(telegram.requests()).isEmpty();
    }

    @Test
    void anEpisodeThatCannotBeStoredSilencesNoOther() {
        harness.wrong.add(harness.fails("bad", clock.instant(), 1, "a text that no database takes \0"));
        IntStream.range(0, 5).forEach(n -> harness.wrong.add(harness.fails("acme-" + n)));
        assertThatThrownBy(() -> harness.monitor().tick()).hasStackTraceContaining("0x00");
        assertThat(incidents.current())
                .extracting(Incident::client)
                .containsExactlyInAnyOrder("acme-0", "acme-1", "acme-2", "acme-3", "acme-4");
    }

    @Test
    void aSourceThatFailsSilencesNoOtherAndWhatItToldIsNotTakenForOver() {
        AtomicBoolean fails = new AtomicBoolean();
        Trouble malformed = new MalformedInput(
                "webhook", null, clock.instant(), clock.instant(), 1, "no score", Duration.ofMinutes(10));
        Trouble dismissed = new MalformedInput(
                "recompute", null, clock.instant(), clock.instant(), 1, "no user", Duration.ofMinutes(10));
        harness.others.add(IncidentsHarness.source(Set.of(TroubleKind.MALFORMED), () -> {
            if (fails.get()) {
                throw new DataAccessResourceFailureException("Read timed out");
            }
            return List.of(malformed, dismissed);
        }));
        harness.monitor().tick();
        jdbc.sql("update incidents set resolved_at = now(), dismissed = true where key = :key")
                .param("key", dismissed.key())
                .update();

        fails.set(true);
        harness.wrong.add(harness.fails("acme"));
        for (int look = 0; look < 5; look++) {
            assertThatThrownBy(() -> harness.monitor().tick()).hasMessage("Read timed out");
            harness.send();
            clock.advance(Duration.ofSeconds(12));
        }
        assertThat(telegram.messages()).anyMatch(text -> text.contains("acme does not get its summaries"));
        assertThat(openKeys()).containsExactlyInAnyOrder(malformed.key(), "delivery:acme");

        fails.set(false);
        harness.monitor().tick();
        assertThat(openKeys())
                .as("dismissed by hand, and never gone since")
                .containsExactlyInAnyOrder(malformed.key(), "delivery:acme");

        harness.others.clear();
        harness.monitor().tick();
        assertThat(openKeys()).containsExactly("delivery:acme");
    }

    private List<String> openKeys() {
        return incidents.current().stream()
                .filter(Incident::isOpen)
                .map(Incident::key)
                .toList();
    }

    @Test
    void aHugeErrorFullOfMarkupIsStillToldInFull() {
        harness.wrong.add(harness.fails("acme", clock.instant(), 1, OneLine.of("<h1>Bad & ugly</h1>".repeat(300))));
        harness.pass(12);
        assertThat(telegram.messages())
                .singleElement()
                .asString()
                .contains("&lt;h1&gt;Bad &amp; ugly", "What to do:")
                .hasSizeLessThan(4_096);
    }

    @Test
    void whatResolvedWhileTelegramWasAwayIsToldOnceAndSaysWhenItBegan() {
        telegram.stop();
        harness.wrong.add(harness.fails("acme", clock.instant(), 7, "503"));
        harness.pass(5 * 60);
        harness.wrong.clear();
        harness.pass(5 * 60);
        telegram.start();
        harness.pass(2 * 60);
        assertThat(telegram.messages())
                .filteredOn(text -> text.contains("🟢 Over"))
                .singleElement()
                .asString()
                .contains("lasted 5 minutes", "7 users");
        assertThat(telegram.messages()).noneMatch(text -> text.contains("🔴"));
    }

    private void together(int relays) throws Exception {
        List<Callable<Integer>> ticks = IntStream.range(0, relays)
                .mapToObj(i -> (Callable<Integer>) harness.monitor()::tick)
                .toList();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var tick : threads.invokeAll(ticks)) {
                tick.get();
            }
        }
    }
}
