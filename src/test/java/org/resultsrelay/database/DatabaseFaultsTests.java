package org.resultsrelay.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.resultsrelay.support.SettableClock;

class DatabaseFaultsTests {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private final SettableClock clock = new SettableClock(NOON);
    private final DatabaseFaults faults = new DatabaseFaults(clock);

    @Test
    void aStreakIsOverWhenNoFaultHasComeForAWhile() {
        met("full");
        clock.advance(Duration.ofSeconds(10));
        assertThat(faults.lasting()).isPresent();
        clock.advance(Duration.ofSeconds(1));
        assertThat(faults.lasting()).isEmpty();
    }

    @Test
    void aStreakIsOverAlsoWhenTheClockHasJumpedBack() {
        met("full");
        clock.advance(Duration.ofHours(-1));
        assertThat(faults.lasting()).isEmpty();
        met("away");
        assertThat(faults.lasting()).hasValue(new DatabaseFaults.Streak(clock.instant(), clock.instant(), "away"));
    }

    private void met(String reason) {
        faults.met(new SQLException(reason, "53100"));
    }
}
