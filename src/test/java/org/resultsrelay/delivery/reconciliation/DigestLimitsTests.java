package org.resultsrelay.delivery.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.resultsrelay.problems.Problem;
import org.resultsrelay.support.SettableClock;

class DigestLimitsTests {

    private static final Digests SOME = new Digests("acme", 1, 0, 0, List.of());

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-21T12:00:00Z"));
    private final DigestLimits limits = new DigestLimits(clock);

    @Test
    void whatTookLongIsFollowedByALongerPause() {
        ask(Duration.ofSeconds(3));
        clock.advance(Duration.ofSeconds(29));
        assertRefused();
        clock.advance(Duration.ofSeconds(1));
        ask(Duration.ZERO);
        clock.advance(Duration.ofSeconds(5));
        ask(Duration.ZERO);
    }

    @Test
    void anotherCompanyIsNotConcerned() {
        ask(Duration.ZERO);
        assertThat(limits.own(2, () -> SOME)).isEqualTo(SOME);
    }

    @Test
    void afterAFailureTheCompanyMayAskAtOnce() {
        assertThatThrownBy(() -> limits.own(1, () -> {
                    throw new IllegalStateException("away");
                }))
                .hasMessage("away");
        ask(Duration.ZERO);
    }

    @Test
    void aClockThatJumpsBackEndsThePause() {
        ask(Duration.ZERO);
        clock.advance(Duration.ofHours(-1));
        ask(Duration.ZERO);
    }

    private void ask(Duration taking) {
        assertThat(limits.own(1, () -> {
                    clock.advance(taking);
                    return SOME;
                }))
                .isEqualTo(SOME);
    }

    private void assertRefused() {
        assertThatThrownBy(() -> limits.own(1, () -> SOME)).isInstanceOf(Problem.class);
    }
}
