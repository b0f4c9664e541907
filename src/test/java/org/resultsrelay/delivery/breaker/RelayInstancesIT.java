package org.resultsrelay.delivery.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.resultsrelay.delivery.DeliveryProperties;
import org.resultsrelay.scheduling.DatabaseClock;
import org.resultsrelay.support.AlertTest;
import org.resultsrelay.support.SettableClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Processes that come and go never have more in flight together than was agreed. */
@AlertTest
class RelayInstancesIT {

    private static final int AGREED = 8;
    private static final long CLIENT = 3;
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-22T10:00:00Z"));

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private JdbcTemplate connections;

    private final DeliveryProperties properties = new DeliveryProperties(
            List.of(Duration.ofSeconds(1)),
            List.of(),
            TIMEOUT,
            TIMEOUT.multipliedBy(2),
            Duration.ZERO,
            Duration.ofSeconds(1),
            Duration.ofDays(30));

    private RelayInstances first;
    private RelayInstances second;
    private RelayInstances third;

    @BeforeEach
    void oneRunsAlone() {
        first = new RelayInstances(jdbc, properties, clock);
        second = new RelayInstances(jdbc, properties, clock);
        third = new RelayInstances(jdbc, properties, clock);
        jdbc.sql("delete from relays").update(); // of the relay whose database this is; it has stopped ticking
        tick(first);
    }

    @AfterEach
    void allLeave() {
        Stream.of(first, second, third).forEach(RelayInstances::stop);
    }

    private static void tick(RelayInstances... instances) {
        for (RelayInstances one : instances) {
            while (one.tick() > 0) {}
        }
    }

    private static List<Integer> shares(RelayInstances... instances) {
        return Stream.of(instances).map(one -> one.share(AGREED, CLIENT)).toList();
    }

    @Test
    void whoIsAloneTakesTheWholeAtOnce() {
        assertThat(shares(first, second)).containsExactly(AGREED, 0);
    }

    @Test
    void whoJoinsHasNoShareBeforeTheOthersHaveMadeRoomAndTheirRequestsHaveLanded() {
        tick(second);
        assertThat(shares(first, second)).containsExactly(8, 0);
        tick(first, second);
        assertThat(shares(first, second))
                .as("the first may still have eight in flight")
                .containsExactly(4, 0);
        pass(9, first, second);
        assertThat(shares(first, second)).containsExactly(4, 0);
        pass(1, first, second);
        assertThat(shares(first, second)).containsExactly(4, 4);
    }

    @Test
    void whoEndsLeavesItsShareToTheOthers() {
        twoShare();
        second.stop();
        tick(first);
        assertThat(shares(first)).containsExactly(4);
        pass(10, first);
        assertThat(shares(first)).containsExactly(8);
    }

    @Test
    void whoIsMissedIsTakenForDead() {
        twoShare();
        pass(6, first);
        assertThat(shares(first)).containsExactly(4);
        pass(11, first);
        assertThat(shares(first)).containsExactly(8);
    }

    @Test
    void howeverManyComeAndGoTheSumStaysWithinWhatWasAgreed() {
        List<RelayInstances> all = List.of(first, second, third);
        var most = new HashSet<List<Integer>>();
        for (int step = 1; step < 400; step++) {
            RelayInstances one = all.get(step % 3);
            if (step % 50 == 0) {
                one.stop();
            } else {
                one.tick();
            }
            clock.advance(Duration.ofMillis(step * 373L % 1_900));
            List<Integer> shares = shares(first, second, third);
            most.add(shares.stream().sorted().toList()); // whose row comes first is chance
            assertThat(shares.stream().mapToInt(Integer::intValue).sum()).isLessThanOrEqualTo(AGREED);
        }
        assertThat(most).as("they did share the whole").contains(List.of(2, 3, 3), List.of(0, 0, 8));
    }

    @Test
    void aRelayWhoseHostIsAMinuteAheadTakesNobodysShare() {
        first.stop();
        Clock ahead = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(1));
        first = new RelayInstances(jdbc, properties, relay(Clock.systemUTC()));
        second = new RelayInstances(jdbc, properties, relay(ahead));
        tick(first);
        tick(second, first, second);
        assertThat(shares(first, second)).containsExactly(4, 0);
    }

    private DatabaseClock relay(Clock host) {
        DatabaseClock asked = new DatabaseClock(() -> connections, host);
        asked.afterSingletonsInstantiated();
        return asked;
    }

    private void twoShare() {
        tick(second);
        pass(12, first, second);
        assertThat(shares(first, second)).containsExactly(4, 4);
    }

    /** So many seconds, at the end of each of which they look. */
    private void pass(int seconds, RelayInstances... instances) {
        for (int second = 0; second < seconds; second++) {
            clock.advance(Duration.ofSeconds(1));
            tick(instances);
            tick(instances); // whoever looked first learns what the others said
        }
    }
}
