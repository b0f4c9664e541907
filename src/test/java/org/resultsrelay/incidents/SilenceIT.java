package org.resultsrelay.incidents;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.resultsrelay.incidents.trouble.TroubleDetector;
import org.resultsrelay.incidents.trouble.TroubleKind;
import org.resultsrelay.scheduling.Tick;
import org.resultsrelay.support.AlertTest;
import org.resultsrelay.support.Api;
import org.resultsrelay.support.ClientCompany;
import org.resultsrelay.support.FakeTelegram;
import org.resultsrelay.support.Platform;
import org.resultsrelay.support.SettableClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A platform sends an event every 4 minutes, for four weeks; then nothing comes. */
@AlertTest
class SilenceIT {

    @Autowired
    private ApplicationContext relay;

    @Autowired
    private List<TroubleDetector> detectors;

    @Autowired
    private Incidents incidents;

    @Autowired
    @Qualifier("tallyFlush")
    private Tick flush;

    @Autowired
    private FakeTelegram telegram;

    @Autowired
    private SettableClock clock;

    @Autowired
    private JdbcClient jdbc;

    private TroubleDetector silences;
    private IncidentsHarness harness;
    private ClientCompany acme;
    private Platform platform;

    /** Other tests of this relay would be told of the silence too. */
    @AfterEach
    void theSilentPlatformIsForgotten() {
        flush.tick();
        jdbc.sql("truncate tallies, tallies_heard, tallies_listening").update();
    }

    @BeforeEach
    void theUsualIsKnown() {
        theSilentPlatformIsForgotten();
        Api admin = Api.admin(relay);
        acme = ClientCompany.joins(admin, "silent-" + System.nanoTime());
        platform = Platform.of(admin, acme);
        acme.close(); // nothing is pushed here
        Instant now = clock.instant();
        jdbc.sql("""
                insert into tallies (client_id, quarter_hour, received)
                select c.id, date_trunc('hour', :now::timestamptz, 'UTC') + (h - week * 7 * 24) * interval '1 hour', 15
                from clients c, generate_series(-1, 6) h, generate_series(1, 4) week where c.key = :key
                """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("key", acme.key())
                .update();
        jdbc.sql("""
                insert into tallies_heard (client_id, first_at, last_at) select id, :first, :now from clients where key = :key
                """)
                .param("first", now.minus(40, ChronoUnit.DAYS).atOffset(ZoneOffset.UTC))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("key", acme.key())
                .update();
        harness = new IncidentsHarness(relay);
        silences = detectors.stream()
                .filter(detector -> detector.kinds().contains(TroubleKind.SILENCE))
                .findFirst()
                .orElseThrow();
    }

    /** Looks for ten seconds of each minute or so: a relay that is not there for longer would be missed. */
    private void pass(int minutes) {
        for (int second = 0; second < minutes * 60; second += 50) {
            flush.tick();
            harness.wrong.clear();
            harness.wrong.addAll(silences.findings(openSince(), clock.instant()));
            harness.pass(10);
            clock.advance(Duration.ofSeconds(40));
        }
    }

    private Map<String, Instant> openSince() {
        return incidents.current().stream().collect(Collectors.toMap(Incident::key, Incident::openedAt));
    }

    @Test
    void anUnusualSilenceIsToldInWordsUntilThePlatformIsHeardAgain() {
        Instant silent = clock.instant();
        pass(38);
        assertThat(telegram.messages()).isEmpty();
        pass(4);
        assertThat(telegram.messages())
                .singleElement()
                .asString()
                .contains("The platform of " + acme.key() + " sends no webhooks, since ")
                .contains("a webhook comes about every 4 minutes");
        assertThat(incidents.current())
                .singleElement()
                .satisfies(incident -> assertThat(incident.openedAt()).isEqualTo(silent));
        platform.posts("u-1", "t-1", 10);
        pass(1);
        assertThat(telegram.messages()).hasSize(2);
        assertThat(telegram.messages().getLast())
                .contains("Over: The platform of " + acme.key() + " sends webhooks again");
    }

    @Test
    void ourOwnRestartEndsNoSilence() {
        pass(42);
        clock.advance(Duration.ofMinutes(5)); // every relay is gone
        pass(1);
        assertThat(incidents.current()).hasSize(1);
    }
}
