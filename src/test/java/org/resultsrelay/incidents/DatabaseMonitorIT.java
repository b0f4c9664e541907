package org.resultsrelay.incidents;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.resultsrelay.database.DatabaseFaults;
import org.resultsrelay.incidents.trouble.DatabaseProbe;
import org.resultsrelay.incidents.trouble.TroubleKind;
import org.resultsrelay.scheduling.Tick;
import org.resultsrelay.support.AlertTest;
import org.resultsrelay.support.FakeTelegram;
import org.resultsrelay.support.SettableClock;
import org.resultsrelay.support.Tunnel;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.core.simple.JdbcClient;

@AlertTest
class DatabaseMonitorIT {

    @Autowired
    private JdbcConnectionDetails details;

    @Autowired
    private Incidents incidents;

    @Autowired
    private AlertLifecycle alerts;

    @Autowired
    private AlertMessages messages;

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
    private DatabaseFaults faults;

    @Autowired
    private JdbcClient jdbc;

    private Tunnel way;
    private DatabaseProbe probe;
    private DatabaseMonitor watch;

    @BeforeEach
    void allIsWell() {
        jdbc.sql("truncate incidents, alerts, notify_messages, notify_channels").update();
        telegram.reset();
        URI url = URI.create(details.getJdbcUrl().replaceFirst("^jdbc:", ""));
        way = Tunnel.to(url.getHost(), url.getPort());
        probe = probe();
        watch = watch(probe);
    }

    @AfterEach
    void close() {
        probe.destroy();
        way.close();
    }

    @Test
    void anAbsenceIsToldOnceWithoutTheDatabaseAndClosedWithIt() {
        MeterRegistry meters = new SimpleMeterRegistry();
        watch.bindTo(meters);
        Gauge open = meters.get("relay.incidents.open").tag("kind", "database").gauge();
        pass(watch, 3);
        way.cut();
        pass(watch, 60);
        assertThat(telegram.messages()).singleElement().asString().contains("The database cannot be used", "503");
        assertThat(telegram.requests()).containsExactly("sendmessage");
        assertThat(open.value()).isOne();

        way.mend();
        pass(watch, 3);
        assertThat(open.value()).isZero();
        send(2);
        assertThat(telegram.messages()).hasSize(2);
        assertThat(telegram.messages().getFirst()).contains("Was: The database cannot be used");
        assertThat(telegram.messages()).last().asString().contains("Over", "lasted 1 minute");
        assertThat(incidents.findFirstByKeyAndResolvedAtAfterOrderById(
                        "database", clock.instant().minusSeconds(60)))
                .get()
                .extracting(Incident::kind, incident -> Duration.between(incident.openedAt(), incident.ended()))
                .containsExactly(TroubleKind.DATABASE, Duration.ofMinutes(1));
    }

    @Test
    void aHiccupIsNotWorthAWord() {
        pass(watch, 1);
        way.cut();
        pass(watch, 5);
        way.mend();
        pass(watch, 2);
        sender.tick();
        assertThat(telegram.requests()).isEmpty();
        assertThat(jdbc.sql("select count(*) from incidents")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void aBrokenConnectionAloneIsNoTrouble() {
        assertThat(probe.failure()).isEmpty();
        way.cut();
        way.mend();
        assertThat(probe.failure()).isEmpty();
    }

    @Test
    void whatTelegramMissedArrivesOnceAfterwards() {
        telegram.stop();
        way.cut();
        pass(watch, 20);
        way.mend();
        telegram.start();
        pass(watch, 2);
        sender.tick();
        assertThat(telegram.messages()).singleElement().asString().contains("Over", "lasted 20 seconds");
    }

    @Test
    void aDatabaseThatStoresNothingIsToldToo() {
        String database = details.getJdbcUrl().replaceFirst(".*/", "");
        jdbc.sql("alter database " + database + " set default_transaction_read_only = on")
                .update();
        pass(watch, 10);
        jdbc.sql("alter database " + database + " reset default_transaction_read_only")
                .update();
        assertThat(telegram.messages()).singleElement().asString().contains("read-only");
        probe.destroy();
        pass(watch, 1);
        send(2);
        assertThat(telegram.messages()).last().asString().contains("Over", "lasted 10 seconds");
    }

    @Test
    void whatOnlyWritersMeetIsToldToo() {
        for (int second = 0; second < 8; second++) {
            faults.met(new SQLException("could not extend file: No space left on device", "53100"));
            pass(watch, 1);
        }
        assertThat(telegram.messages()).singleElement().asString().contains("No space left on device");
        pass(watch, 12);
        send(2);
        assertThat(telegram.messages()).last().asString().contains("Over");
    }

    @Test
    void whatWritersMetDuringAnAbsenceIsOverWithIt() {
        way.cut();
        for (int second = 0; second < 8; second++) {
            faults.met(new SQLException("Connection refused", "08001"));
            pass(watch, 1);
        }
        way.mend();
        pass(watch, 1);
        send(2);
        assertThat(telegram.messages()).last().asString().contains("Over", "lasted 8 seconds");
    }

    @Test
    void severalRelaysRecordOneEpisode() {
        DatabaseProbe second = probe();
        DatabaseMonitor other = watch(second);
        way.cut();
        for (int i = 0; i < 10; i++) {
            watch.tick();
            other.tick();
            clock.advance(Duration.ofSeconds(1));
        }
        way.mend();
        watch.tick();
        clock.advance(Duration.ofSeconds(1));
        other.tick();
        second.destroy();
        assertThat(jdbc.sql("select count(*) from incidents")
                        .query(Integer.class)
                        .single())
                .isOne();
        send(4);
        assertThat(telegram.messages())
                .hasSize(3)
                .filteredOn(text -> text.contains("🟢 Over"))
                .hasSize(1);
        assertThat(telegram.messages())
                .filteredOn(text -> text.contains("⚪ Was"))
                .hasSize(2);
    }

    private void send(int messages) {
        for (int message = 0; message < messages; message++) {
            sender.tick();
            clock.advance(Duration.ofSeconds(1));
        }
    }

    private void pass(DatabaseMonitor watch, int seconds) {
        for (int second = 0; second < seconds; second++) {
            watch.tick();
            clock.advance(Duration.ofSeconds(1));
        }
    }

    private DatabaseMonitor watch(DatabaseProbe probe) {
        return new DatabaseMonitor(probe, faults, alerts, messages, properties, clock);
    }

    private DatabaseProbe probe() {
        URI url = URI.create(details.getJdbcUrl().replaceFirst("^jdbc:", ""));
        return new DatabaseProbe(new JdbcConnectionDetails() {
            @Override
            public String getUsername() {
                return String.valueOf(details.getUsername());
            }

            @Override
            public String getPassword() {
                return String.valueOf(details.getPassword());
            }

            @Override
            public String getJdbcUrl() {
                return details.getJdbcUrl().replace(url.getHost() + ":" + url.getPort(), "127.0.0.1:" + way.port());
            }
        });
    }
}
