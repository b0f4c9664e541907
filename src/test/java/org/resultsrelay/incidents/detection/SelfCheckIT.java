package org.resultsrelay.incidents.detection;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.resultsrelay.incidents.IncidentsProperties;
import org.resultsrelay.incidents.trouble.InternalErrors;
import org.resultsrelay.incidents.trouble.KafkaUnavailable;
import org.resultsrelay.incidents.trouble.Trouble;
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
        jdbc.sql("truncate relay_signs").update();
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
    void aRelayThatDiedTakesItsSignsAlong() {
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
        jdbc.sql("insert into relay_signs values (gen_random_uuid(), 'ERRORS', :now, :now, 2, :error)")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("error", "… could not be added up (IllegalStateException)")
                .update();
        assertThat(found()).singleElement().isInstanceOfSatisfying(InternalErrors.class, own -> {
            assertThat(own.occurrences()).isEqualTo(3);
            assertThat(own.error()).isEqualTo("… could not be added up (IllegalStateException)");
        });
        clock.advance(properties.signs().errorsQuiet());
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

    private SelfCheck relay(KafkaProbe kafka) {
        return new SelfCheck(jdbc, kafka, errors, properties, clock);
    }

    private List<Trouble> found() {
        return source.findings(Map.of(), clock.instant());
    }
}
