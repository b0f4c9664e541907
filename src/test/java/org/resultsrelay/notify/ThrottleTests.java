package org.resultsrelay.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ThrottleTests {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final List<Throttle> GROUP =
            List.of(new Throttle(1, Duration.ofSeconds(1)), new Throttle(20, Duration.ofMinutes(1)));

    @Test
    void whoeverTakesAllIsNeverClosed() {
        assertThat(Throttle.next(List.of(), List.of(NOW, NOW, NOW), NOW)).isEqualTo(NOW);
    }

    @Test
    void theFirstMessageGoesAtOnce() {
        assertThat(Throttle.next(GROUP, List.of(), NOW)).isEqualTo(NOW);
    }

    @Test
    void theNextWaitsForTheSecond() {
        assertThat(Throttle.next(GROUP, List.of(NOW), NOW)).isEqualTo(NOW.plusSeconds(1));
        assertThat(Throttle.next(GROUP, List.of(NOW.minusMillis(400)), NOW)).isEqualTo(NOW.plusMillis(600));
    }

    @Test
    void longAgoCountsNoMore() {
        assertThat(Throttle.next(GROUP, times(20, NOW.minusSeconds(80)), NOW)).isEqualTo(NOW);
    }

    @Test
    void twentyWithinAMinuteCloseUntilTheOldestIsAMinuteOld() {
        assertThat(Throttle.next(GROUP, times(20, NOW.minusSeconds(19)), NOW)).isEqualTo(NOW.plusSeconds(41));
    }

    /** The property that counts: whatever happens, no minute sees more than twenty, and no second more than one. */
    @Test
    void noMinuteOfALongBurstSeesMoreThanTwenty() {
        List<Instant> sent = new ArrayList<>();
        List<Instant> remembered = List.of();
        Instant now = NOW;
        for (int i = 0; i < 100; i++) {
            sent.add(now);
            remembered = Throttle.remembered(remembered, now);
            now = Throttle.next(GROUP, remembered, now);
        }
        assertThat(sent).allSatisfy(start -> {
            assertThat(within(sent, start, Duration.ofMinutes(1))).isLessThanOrEqualTo(20);
            assertThat(within(sent, start, Duration.ofSeconds(1))).isOne();
        });
        assertThat(Duration.between(NOW, sent.getLast())).isBetween(Duration.ofMinutes(4), Duration.ofMinutes(5));
    }

    @Test
    void aThrottleThatCannotBeJudgedIsRefused() {
        assertThatThrownBy(() -> new Throttle(21, Duration.ofMinutes(1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Throttle(1, Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
    }

    private static long within(List<Instant> sent, Instant start, Duration time) {
        return sent.stream()
                .filter(at -> !at.isBefore(start) && at.isBefore(start.plus(time)))
                .count();
    }

    /** One a second. */
    private static List<Instant> times(int count, Instant first) {
        return IntStream.range(0, count).mapToObj(first::plusSeconds).toList();
    }
}
