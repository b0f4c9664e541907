package org.resultsrelay.incidents.trouble;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.resultsrelay.incidents.IncidentsProperties;
import org.resultsrelay.runtime.FreePort;
import org.resultsrelay.support.AlertTest;
import org.resultsrelay.support.SettableClock;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.KafkaAdmin;

@AlertTest
class SelfCheckIT {

    @Autowired
    private SelfCheck source;

    @Autowired
    private IncidentsProperties properties;

    @Autowired
    private KafkaProbe reachable;

    @Autowired
    private SettableClock clock;

    @Autowired
    private JdbcClient jdbc;

    private KafkaProbe nowhere;
    private ErrorLogCounter errors;

    @BeforeEach
    void allIsWell() {
        jdbc.sql("truncate relay_faults").update();
        nowhere = new KafkaProbe(
                new KafkaAdmin(Map.of("bootstrap.servers", "127.0.0.1:" + FreePort.onLoopback())),
                List.of(new NewTopic("anything", 1, (short) 1)));
        errors = new ErrorLogCounter(clock);
        errors.afterPropertiesSet();
    }

    @AfterEach
    void close() {
        nowhere.destroy();
        errors.destroy();
    }

    @Test
    void kafkaThatIsThereIsNoTrouble() {
        relay(reachable).tick();
        assertThat(found()).isEmpty();
    }

    @Test
    void twoRelaysDoNotCloseEachOthersEpisode() {
        SelfCheck cut = relay(nowhere);
        SelfCheck well = relay(reachable);
        for (int i = 0; i < 4; i++) {
            cut.tick();
            well.tick();
            clock.advance(Duration.ofSeconds(5));
        }
        assertThat(found()).singleElement().isInstanceOf(KafkaUnavailable.class);
    }

    @Test
    void aHiccupOfKafkaIsNotWorthAWord() {
        relay(nowhere).tick();
        assertThat(found()).isEmpty();
    }

    @Test
    void theFaultsOfARelayThatDiedSoonStopCounting() {
        SelfCheck cut = relay(nowhere);
        for (int i = 0; i < 3; i++) {
            cut.tick();
            clock.advance(Duration.ofSeconds(5));
        }
        assertThat(found()).hasSize(1);
        clock.advance(SelfCheck.FRESH);
        assertThat(found()).isEmpty();
    }

    @Test
    void errorsOfAllRelaysAreCountedTogetherWithoutWhatWasFilledIn() {
        LoggerFactory.getLogger("org.resultsrelay.delivery.Sample")
                .error("{} could not be added up", "u-17", new IllegalStateException("of u-17"));
        SelfCheck first = relay(reachable);
        first.tick();
        jdbc.sql("insert into relay_faults values (gen_random_uuid(), 'ERRORS', :now, :now, 2, :error)")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("error", "… could not be added up (IllegalStateException)")
                .update();
        assertThat(found()).singleElement().isInstanceOfSatisfying(InternalErrors.class, own -> {
            assertThat(own.occurrences()).isEqualTo(3);
            assertThat(own.error()).isEqualTo("… could not be added up (IllegalStateException)");
        });
        clock.advance(properties.errorsQuiet());
        assertThat(found()).isEmpty();
    }

    @Test
    void whatIsToldOfInAnotherWayIsNoErrorOfOurs() {
        LoggerFactory.getLogger("org.resultsrelay.notify.Channels").error("a channel's trouble");
        LoggerFactory.getLogger("org.resultsrelay.delivery.Sample").warn("only a warning");
        LoggerFactory.getLogger("org.apache.kafka.Sample").error("somebody else's");
        LoggerFactory.getLogger("org.resultsrelay.delivery.Sample")
                .error("the database is away", new SQLException("gone", "08006"));
        assertThat(errors.take()).isEmpty();
    }

    /** Its own statements; the table and its columns have other names now. */
    @Test
    void aRelayOfTheVersionBeforeWritesAndReadsTheSameFaults() {
        String note = """
                insert into relay_signs as s (relay, sign, since, seen_at, count, error)
                values (:relay, :sign, :since, :seen, :count, :error)
                on conflict (relay, sign) do update
                set since = case when s.seen_at > :quiet then s.since else excluded.since end,
                    count = case when s.seen_at > :quiet then s.count else 0 end + excluded.count,
                    seen_at = excluded.seen_at, error = excluded.error
                """;
        String all = """
                select sign, min(since) as since, max(seen_at) as seen_at, sum(count) as count,
                       (array_agg(error order by seen_at desc))[1] as error
                from relay_signs
                where seen_at > case sign when 'KAFKA' then cast(:fresh as timestamptz) else :quiet end
                group by sign
                """;
        UUID before = UUID.randomUUID();
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        for (int seconds : List.of(0, 5)) {
            jdbc.sql(note)
                    .param("relay", before)
                    .param("sign", "ERRORS")
                    .param("since", now.plusSeconds(seconds))
                    .param("seen", now.plusSeconds(seconds))
                    .param("count", 2)
                    .param("error", "of second " + seconds)
                    .param("quiet", now.minusMinutes(10))
                    .update();
        }
        assertThat(found()).singleElement().isInstanceOfSatisfying(InternalErrors.class, errors -> {
            assertThat(errors.since()).isEqualTo(now.toInstant());
            assertThat(errors.occurrences()).isEqualTo(4);
            assertThat(errors.error()).isEqualTo("of second 5");
        });
        SelfCheck cut = relay(nowhere);
        cut.tick();
        clock.advance(properties.kafkaAwayAfter());
        cut.tick();
        assertThat(jdbc.sql(all)
                        .param("fresh", now)
                        .param("quiet", now.minusMinutes(10))
                        .query((row, n) -> row.getString("sign"))
                        .list())
                .containsExactlyInAnyOrder("ERRORS", "KAFKA");
        assertThat(jdbc.sql("delete from relay_signs where relay = ? and sign = ?")
                        .params(before, "ERRORS")
                        .update())
                .isEqualTo(1);
        assertThat(jdbc.sql("delete from relay_signs where seen_at < ?")
                        .param(now.plusDays(1))
                        .update())
                .isEqualTo(1);
        assertThat(found()).isEmpty();
    }

    private SelfCheck relay(KafkaProbe kafka) {
        return new SelfCheck(jdbc, kafka, errors, properties, clock);
    }

    private List<Trouble> found() {
        return source.findings(Map.of(), clock.instant());
    }
}
