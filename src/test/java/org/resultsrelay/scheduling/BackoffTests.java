package org.resultsrelay.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class BackoffTests {

    @Test
    void aFailureThatLastsComesFromStepToStepAndStaysAtTheLast() {
        Backoff backoff = new Backoff(List.of(Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(10)));
        assertThat(backoff.afterLasting(Duration.ZERO)).isEqualTo(Duration.ofSeconds(2));
        assertThat(backoff.afterLasting(Duration.ofSeconds(2))).isEqualTo(Duration.ofSeconds(5));
        assertThat(backoff.afterLasting(Duration.ofSeconds(7))).isEqualTo(Duration.ofSeconds(10));
        assertThat(backoff.afterLasting(Duration.ofDays(7))).isEqualTo(Duration.ofSeconds(10));
    }

    private static final Backoff DEFAULT = new Backoff(List.of(
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(15),
            Duration.ofSeconds(25),
            Duration.ofMinutes(5)));

    @Test
    void eachFailureWaitsForItsStepAndThenThereIsNone() {
        assertThat(DEFAULT.after(1)).contains(Duration.ofSeconds(2));
        assertThat(DEFAULT.after(6)).contains(Duration.ofMinutes(5));
        assertThat(DEFAULT.after(7)).isEmpty();
        assertThat(DEFAULT.afterAtMost(700)).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void fiveOfTheDefaultStepsFitIntoTheFirstMinute() {
        assertThat(DEFAULT.withinFirstMinute()).isEqualTo(5);
        assertThat(new Backoff(List.of(Duration.ofMinutes(2))).withinFirstMinute())
                .isZero();
    }

    @Test
    void jitterSpreadsAFifthToEitherSide() {
        assertThat(Backoff.jittered(Duration.ofSeconds(10), 0)).isEqualTo(Duration.ofSeconds(8));
        assertThat(Backoff.jittered(Duration.ofSeconds(10), 0.5)).isEqualTo(Duration.ofSeconds(10));
        assertThat(Backoff.jittered(Duration.ofSeconds(10), 0.9999))
                .isBetween(Duration.ofMillis(11_990), Duration.ofSeconds(12));
    }

    @Test
    void stepsMustBeLongerThanZero() {
        assertThatThrownBy(() -> new Backoff(List.of())).hasMessageContaining("at least one step");
        assertThatThrownBy(() -> new Backoff(List.of(Duration.ZERO))).hasMessageContaining("longer than zero");
    }
}
