package org.resultsrelay.incidents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.resultsrelay.support.AlertTest;
import org.resultsrelay.support.FakeHook;
import org.resultsrelay.support.RawServer;
import org.resultsrelay.support.SettableClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

@AlertTest
class HeartbeatIT {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Autowired
    private ApplicationContext relay;

    @Autowired
    private SettableClock clock;

    @Autowired
    private JdbcClient jdbc;

    private final FakeHook watchman = new FakeHook();
    private Watch watch;
    private Heartbeat heartbeat;

    @BeforeEach
    void aWatchmanListens() {
        watch = new IncidentsHarness(relay).watch();
        heartbeat = beatingAt(watchman.url().toString());
    }

    private Heartbeat beatingAt(String url) {
        return new Heartbeat(watch, new HeartbeatProperties(url, MINUTE), clock);
    }

    @AfterEach
    void close() {
        heartbeat.destroy();
        watchman.close();
    }

    @Test
    void theHeartBeatsWhileSomebodyLooks() {
        heartbeat.tick();
        assertThat(watchman.received()).isEmpty();
        watch.tick();
        heartbeat.tick();
        assertThat(watchman.received()).hasSize(1);
        clock.advance(MINUTE);
        heartbeat.tick();
        assertThat(watchman.received()).hasSize(1);
        watch.tick();
        heartbeat.tick();
        assertThat(watchman.received()).hasSize(2);
    }

    @Test
    void aLookThatFailsIsNone() {
        jdbc.sql("alter table incidents rename to incidents_away").update();
        try {
            assertThatThrownBy(watch::tick).isInstanceOf(DataAccessException.class);
        } finally {
            jdbc.sql("alter table incidents_away rename to incidents").update();
        }
        heartbeat.tick();
        assertThat(watchman.received()).isEmpty();
    }

    @Test
    void aWatchmanWhoIsAwayDoesNoHarm() {
        watch.tick();
        watchman.answersOnce(404, "no such check", Map.of());
        heartbeat.tick();
        heartbeat.tick();
        assertThat(watchman.received()).hasSize(1);
        watchman.close();
        heartbeat.tick();
    }

    @Test
    void anAnswerThatNeverEndsHoldsNothingUp() {
        try (RawServer endless = RawServer.that(peer -> {
            peer.awaitsRequest();
            peer.says("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nso far");
            peer.hangs();
        })) {
            Heartbeat heart = beatingAt(endless.url());
            watch.tick();
            assertTimeoutPreemptively(Duration.ofSeconds(20), heart::tick);
            assertThat(endless.requests()).hasSize(1);
            heart.destroy();
        }
    }

    @Test
    void withoutAUrlNobodyIsTold() {
        watch.tick();
        beatingAt(" ").tick();
        assertThat(watchman.received()).isEmpty();
    }
}
