package org.resultsrelay.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class RightOfWayTests {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    private final AtomicBoolean crowded = new AtomicBoolean();
    private final RightOfWay rightOfWay = new RightOfWay(crowded::get, Duration.ofSeconds(5), NOW);

    private boolean intakeFirst(double seconds) {
        return rightOfWay.isIntakes(NOW.plusMillis(Math.round(seconds * 1_000)));
    }

    @Test
    void nobodyMakesWayWhileItIsCalm() {
        assertThat(intakeFirst(0)).isFalse();
        assertThat(intakeFirst(3_600)).isFalse();
    }

    @Test
    void aCrowdGoesFirstAtOnceAndUntilItIsOver() {
        crowded.set(true);
        assertThat(intakeFirst(100)).isTrue();
        assertThat(intakeFirst(104)).isTrue();
        crowded.set(false);
        assertThat(intakeFirst(104.1)).isFalse();
    }

    @Test
    void aLastingCrowdHoldsNobodyBackForEver() {
        crowded.set(true);
        assertThat(intakeFirst(0)).isTrue();
        assertThat(intakeFirst(5)).isFalse();
        assertThat(intakeFirst(3_600)).isFalse();
    }

    @Test
    void momentsOfCalmDoNotStartItAnew() {
        crowded.set(true);
        intakeFirst(0);
        assertThat(intakeFirst(6)).isFalse();
        crowded.set(false);
        assertThat(intakeFirst(6.1)).isFalse();
        crowded.set(true);
        assertThat(intakeFirst(6.2)).isTrue();
        assertThat(intakeFirst(6.4)).isFalse();
    }

    @Test
    void calmTimeGivesItBackButNoMoreThanThereWas() {
        crowded.set(true);
        intakeFirst(0);
        crowded.set(false);
        intakeFirst(5);
        crowded.set(true);
        assertThat(intakeFirst(60)).isTrue();
        assertThat(intakeFirst(64.9)).isTrue();
        assertThat(intakeFirst(65)).isFalse();
    }
}
