package org.resultsrelay.delivery.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.resultsrelay.clients.Clients;
import org.resultsrelay.delivery.breaker.Pacing.Slots;
import org.resultsrelay.support.AlertTest;
import org.resultsrelay.support.Api;
import org.resultsrelay.support.ClientCompany;
import org.resultsrelay.support.SettableClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The slots of an agreed pace, as all processes together take them. */
@AlertTest
class PacingIT {

    private static final Duration APART = Duration.ofMillis(100); // 600 a minute

    @Autowired
    private ApplicationContext relay;

    @Autowired
    private Pacing pacing;

    @Autowired
    private SettableClock clock;

    @Autowired
    private JdbcClient jdbc;

    private long client;
    private Instant begin = Instant.EPOCH;

    @BeforeEach
    void aClientIsNew() {
        String key = "pace-" + System.nanoTime();
        ClientCompany.joins(Api.admin(relay), key).close();
        client = relay.getBean(Clients.class).find(key).orElseThrow().id();
        begin = clock.instant();
    }

    @AfterEach
    void noGateIsLeft() {
        jdbc.sql("delete from gates").update();
    }

    private Slots take(int perMinute, int most) {
        return pacing.take(client, perMinute, most);
    }

    @Test
    void aSlotFollowsThePreviousOneWhenItsTimeHasCome() {
        List<Instant> slots =
                List.of(take(600, 8).from(), take(600, 8).from(), take(600, 8).from());
        assertThat(slots).containsExactly(begin, begin.plus(APART), begin.plus(APART.multipliedBy(2)));
    }

    @Test
    void slotsThatNobodyTookAreLost() {
        take(600, 8);
        clock.advance(Duration.ofHours(1));
        assertThat(take(600, 8).from()).isEqualTo(clock.instant());
        assertThat(take(600, 8).from()).isEqualTo(clock.instant().plus(APART));
    }

    @Test
    void aSlotThatIsNotUsedInTimeIsLost() {
        Slots slot = take(600, 8);
        assertThat(slot.usable(begin.plus(APART))).isTrue();
        assertThat(slot.usable(begin.plus(APART).plus(APART))).isFalse();
        assertThat(slot.less(1).usable(begin)).as("used").isFalse();
    }

    @Test
    void ofAFastPaceAFewSlotsAreTakenTogetherButNoMoreThanAreWanted() {
        Slots several = take(6_000, 8);
        assertThat(several.count()).isEqualTo(5);
        assertThat(take(6_000, 8).from()).isEqualTo(begin.plusMillis(50));
        assertThat(take(6_000, 2).count()).isEqualTo(2);
        assertThat(take(6_000, 8).from()).isEqualTo(begin.plusMillis(120));
    }
}
