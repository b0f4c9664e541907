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
    private IncidentMonitor monitor;
    private Heartbeat heartbeat;

    @BeforeEach
    void aWatchmanListens() {
        monitor = new IncidentsHarness(relay).monitor();
        heartbeat = beatingAt(watchman.url().toString());
    }

    private Heartbeat beatingAt(String url) {
        return new Heartbeat(monitor, new Heartbeat.HeartbeatProperties(url, MINUTE), clock);
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
        monitor.tick();
        heartbeat.tick();
        assertThat(watchman.received()).hasSize(1);
        clock.advance(MINUTE);
        heartbeat.tick();
        assertThat(watchman.received()).hasSize(1);
        monitor.tick();
        heartbeat.tick();
        assertThat(watchman.received()).hasSize(2);
    }

    @Test
    void aLookThatFailsIsNone() {
        jdbc.sql("alter table incidents rename to incidents_away").update();
        try {
            assertThatThrownBy(monitor::tick).isInstanceOf(DataAccessException.class);
        } finally {
            jdbc.sql("alter table incidents_away rename to incidents").update();
        }
        heartbeat.tick();
        assertThat(watchman.received()).isEmpty();
    }

    @Test
    void aWatchmanWhoIsAwayDoesNoHarm() {
        monitor.tick();
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
            monitor.tick();
            assertTimeoutPreemptively(Duration.ofSeconds(30), heart::tick);
            assertThat(endless.requests()).hasSize(1);
            heart.destroy();
        }
    }

    @Test
    void withoutAUrlNobodyIsTold() {
        monitor.tick();
        beatingAt(" ").tick();
        assertThat(watchman.received()).isEmpty();
    }
}
