package org.resultsrelay.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.resultsrelay.support.AlertTest;
import org.resultsrelay.support.Api;
import org.resultsrelay.support.ClientCompany;
import org.resultsrelay.support.Platform;
import org.resultsrelay.support.SettableClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

@AlertTest
class TallyIT {

    @Autowired
    private ApplicationContext relay;

    @Autowired
    private Tally tally;

    @Autowired
    private TallyFlush flush;

    @Autowired
    private SettableClock clock;

    @Autowired
    private JdbcClient jdbc;

    private long client;

    @BeforeEach
    void nothingCounted() {
        flush.tick();
        jdbc.sql("truncate tallies, tallies_heard, tallies_listening").update();
        String key = "tally-" + System.nanoTime();
        ClientCompany.joins(Api.admin(relay), key).close();
        client = jdbc.sql("select id from clients where key = ?")
                .param(key)
                .query(Long.class)
                .single();
    }

    @Test
    void whatIsCountedAddsUpByTheQuarterHour() {
        tally.add(client, Counted.RECEIVED, 3);
        tally.add(client, Counted.RELAYED, 2);
        flush.tick();
        tally.add(client, Counted.RECEIVED, 4);
        tally.add(client, Counted.REFUSED_IN, 5);
        tally.add(client, Counted.LATE, 6);
        tally.add(client, Counted.REFUSED_OUT, 7);
        flush.tick();
        Instant first = quarterHour();
        clock.advance(QuarterHour.LENGTH);
        tally.add(client, Counted.RECEIVED, 1);
        flush.tick();
        assertThat(quarterHours())
                .containsExactly(
                        new QuarterHour(client, first, 7, 5, 2, 6, 7),
                        new QuarterHour(client, quarterHour(), 1, 0, 0, 0, 0));
        assertThat(tally.quarterHours(client, first, quarterHour())).hasSize(1);
    }

    @Test
    void aQuarterHourBeginsWhereEveryZonesClocksDo() {
        for (String zone : List.of("Asia/Kolkata", "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Chatham")) {
            Instant midnight =
                    LocalDate.of(2026, 11, 20).atStartOfDay(ZoneId.of(zone)).toInstant();
            assertThat(QuarterHour.startOf(midnight)).as(zone).isEqualTo(midnight);
            assertThat(QuarterHour.startOf(midnight.plusMillis(899_999)))
                    .as(zone)
                    .isEqualTo(midnight);
            assertThat(QuarterHour.startOf(midnight.minusMillis(1)))
                    .as(zone)
                    .isEqualTo(midnight.minus(QuarterHour.LENGTH));
        }
    }

    @Test
    void whatCannotBeWrittenIsCountedOn() {
        tally.add(client, Counted.RECEIVED, 3);
        jdbc.sql("alter table tallies rename to tallies_away").update();
        try {
            assertThatThrownBy(flush::tick).isInstanceOf(DataAccessException.class);
        } finally {
            jdbc.sql("alter table tallies_away rename to tallies").update();
        }
        tally.add(client, Counted.RECEIVED, 1);
        flush.tick();
        assertThat(quarterHours()).containsExactly(new QuarterHour(client, quarterHour(), 4, 0, 0, 0, 0));
    }

    @Test
    void whatAPlatformPostsIsCountedAndHeard() {
        Api admin = Api.admin(relay);
        try (ClientCompany acme = ClientCompany.joins(admin, "tally-" + System.nanoTime())) {
            Platform platform = Platform.of(admin, acme);
            platform.posts("u-1", "t-1", 10);
            platform.sends("{\"event_id\":\"bad\"}");
            platform.sends("no JSON");
            flush.tick();
            long id = jdbc.sql("select id from clients where key = ?")
                    .param(acme.key())
                    .query(Long.class)
                    .single();
            assertThat(quarterHours())
                    .usingRecursiveFieldByFieldElementComparatorIgnoringFields("relayed") // it may have arrived by now
                    .containsExactly(new QuarterHour(id, quarterHour(), 1, 2, 0, 0, 0));
            assertThat(tally.heard()).containsExactly(new LastHeard(id, clock.instant(), clock.instant()));
        }
    }

    @Test
    void whatIsPushedIsNotHeard() {
        tally.add(client, Counted.RELAYED, 3);
        flush.tick();
        assertThat(tally.heard()).isEmpty();
    }

    @Test
    void aGapInListeningBeginsItAnew() {
        Instant start = clock.instant();
        flush.tick();
        clock.advance(Duration.ofSeconds(59));
        flush.tick();
        assertThat(tally.listeningSince()).contains(start);
        clock.advance(Duration.ofSeconds(61));
        flush.tick();
        assertThat(tally.listeningSince()).contains(clock.instant());
    }

    private Instant quarterHour() {
        return QuarterHour.startOf(clock.instant());
    }

    private List<QuarterHour> quarterHours() {
        return tally.quarterHours(Instant.EPOCH, clock.instant());
    }
}
