package org.resultsrelay.incidents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.resultsrelay.incidents.Finding.DeliveryFails;
import org.resultsrelay.support.AlertTest;
import org.resultsrelay.support.FakeTelegram;
import org.resultsrelay.support.SettableClock;
import org.resultsrelay.words.OneLine;
import org.resultsrelay.work.Tick;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;

@AlertTest
class WatchIT {

    @Autowired
    private Incidents incidents;

    @Autowired
    private Episodes episodes;

    @Autowired
    private OpenIncidents gauge;

    @Autowired
    private IncidentsProperties properties;

    @Autowired
    @Qualifier("sender")
    private Tick sender;

    @Autowired
    private FakeTelegram telegram;

    @Autowired
    private SettableClock clock;

    @Autowired
    private JdbcClient jdbc;

    private final List<Finding> wrong = new ArrayList<>();

    @BeforeEach
    void allIsWell() {
        jdbc.sql("truncate incidents, notify_messages, notify_channels").update();
        telegram.reset();
    }

    @Test
    void anEpisodeIsOneMessageThatIsEditedAndClosedInPlace() {
        Instant began = clock.instant();
        wrong.add(fails("acme", began, 3, "503"));
        pass(Duration.ofSeconds(20));
        assertThat(telegram.messages()).singleElement().asString().contains("acme", "Waiting: 3 users", "503");

        wrong.set(0, fails("acme", began, 40, "504"));
        pass(Duration.ofSeconds(40));
        assertThat(telegram.messages()).singleElement().asString().contains("Waiting: 40 users", "504");

        wrong.clear();
        pass(Duration.ofSeconds(4));
        assertThat(telegram.messages())
                .singleElement()
                .asString()
                .startsWith("<b>🟢 Over: acme gets its summaries again</b>")
                .contains("lasted 1 minute", "40 users", "504");
        assertThat(telegram.requests()).filteredOn("sendmessage"::equals).hasSize(1);
    }

    @Test
    void updatesAreToldRarely() {
        Instant began = clock.instant();
        for (int users = 1; users <= 60; users++) {
            wrong.clear();
            wrong.add(fails("acme", began, users, "503"));
            pass(Duration.ofSeconds(2));
        }
        assertThat(telegram.requests()).hasSizeBetween(4, 5);
    }

    @Test
    void newTroubleIsANewEpisode() {
        wrong.add(fails("acme", clock.instant(), 1, "503"));
        pass(Duration.ofSeconds(2));
        wrong.clear();
        pass(Duration.ofSeconds(2));
        wrong.add(fails("acme", clock.instant(), 1, "503"));
        pass(Duration.ofSeconds(2));
        assertThat(telegram.messages()).hasSize(2);
        assertThat(telegram.messages().getFirst()).contains("Over");
        assertThat(telegram.messages().getLast()).doesNotContain("Over");
    }

    @Test
    void severalRelaysOpenAndCloseAnEpisodeOnce() throws Exception {
        for (int round = 0; round < 5; round++) {
            wrong.add(fails("acme", clock.instant(), 1, "503"));
            together(8);
            wrong.clear();
            together(8);
            assertThat(jdbc.sql("select count(*) from incidents")
                            .query(Integer.class)
                            .single())
                    .isEqualTo(round + 1);
            assertThat(incidents.findByResolvedAtIsNull()).isEmpty();
        }
    }

    @Test
    void anEpisodeThatCannotBeStoredSilencesNoOther() {
        wrong.add(fails("bad", clock.instant(), 1, "a text that no database takes \0"));
        wrong.add(fails("acme", clock.instant(), 1, "503"));
        assertThatThrownBy(() -> watch().tick()).hasStackTraceContaining("0x00");
        assertThat(incidents.findByResolvedAtIsNull())
                .singleElement()
                .extracting(Incident::client)
                .isEqualTo("acme");
    }

    @Test
    void aHugeErrorFullOfMarkupIsStillToldInFull() {
        wrong.add(fails("acme", clock.instant(), 1, OneLine.of("<h1>Bad & ugly</h1>".repeat(300))));
        pass(Duration.ofSeconds(2));
        assertThat(telegram.messages())
                .singleElement()
                .asString()
                .contains("&lt;h1&gt;Bad &amp; ugly", "What to do:")
                .hasSizeLessThan(4_096);
    }

    @Test
    void whatResolvedWhileTelegramWasAwayIsToldOnceAndSaysWhenItBegan() {
        telegram.stop();
        wrong.add(fails("acme", clock.instant(), 7, "503"));
        pass(Duration.ofMinutes(5));
        wrong.clear();
        pass(Duration.ofMinutes(5));
        telegram.start();
        pass(Duration.ofMinutes(2));
        assertThat(telegram.messages()).singleElement().asString().contains("Over", "lasted 5 minutes", "7 users");
        assertThat(telegram.requests()).hasSize(1);
    }

    private static DeliveryFails fails(String client, Instant since, long users, String error) {
        return new DeliveryFails(new Subject(client, client), since, since, users, error, since.plusSeconds(300), null);
    }

    private Watch watch() {
        return new Watch(List.of((open, now) -> List.copyOf(wrong)), incidents, episodes, gauge, properties, clock);
    }

    private void pass(Duration time) {
        Watch watch = watch();
        for (long second = 0; second < time.toSeconds(); second += 2) {
            watch.tick();
            sender.tick();
            clock.advance(Duration.ofSeconds(2));
        }
    }

    private void together(int relays) throws Exception {
        List<Callable<Integer>> ticks = IntStream.range(0, relays)
                .mapToObj(i -> (Callable<Integer>) watch()::tick)
                .toList();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var tick : threads.invokeAll(ticks)) {
                tick.get();
            }
        }
    }
}
