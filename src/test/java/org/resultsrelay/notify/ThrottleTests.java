package org.resultsrelay.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.resultsrelay.notify.Throttle.Rule;

class ThrottleTests {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final Throttle GROUP =
            Throttle.of(new Rule(1, Duration.ofSeconds(1)), new Rule(20, Duration.ofMinutes(1)));

    @Test
    void whoeverTakesAllIsNeverClosed() {
        assertThat(Throttle.NONE.next(List.of(NOW, NOW, NOW), NOW)).isEqualTo(NOW);
    }

    @Test
    void theFirstMessageGoesAtOnce() {
        assertThat(GROUP.next(List.of(), NOW)).isEqualTo(NOW);
    }

    @Test
    void theNextWaitsForTheSecond() {
        assertThat(GROUP.next(List.of(NOW), NOW)).isEqualTo(NOW.plusSeconds(1));
        assertThat(GROUP.next(List.of(NOW.minusMillis(400)), NOW)).isEqualTo(NOW.plusMillis(600));
    }

    @Test
    void longAgoCountsNoMore() {
        assertThat(GROUP.next(times(20, NOW.minusSeconds(80)), NOW)).isEqualTo(NOW);
    }

    @Test
    void twentyWithinAMinuteCloseUntilTheOldestIsAMinuteOld() {
        assertThat(GROUP.next(times(20, NOW.minusSeconds(19)), NOW)).isEqualTo(NOW.plusSeconds(41));
    }

    /** The property that counts: whatever happens, no minute sees more than twenty, and no second more than one. */
    @Test
    void noMinuteOfALongBurstSeesMoreThanTwenty() {
        List<Instant> sent = new ArrayList<>();
        Instant now = NOW;
        for (int i = 0; i < 100; i++) {
            sent.add(now);
            now = GROUP.next(sent.subList(Math.max(0, i - 19), i + 1), now);
        }
        assertThat(sent).allSatisfy(start -> {
            assertThat(within(sent, start, Duration.ofMinutes(1))).isLessThanOrEqualTo(20);
            assertThat(within(sent, start, Duration.ofSeconds(1))).isOne();
        });
        assertThat(Duration.between(NOW, sent.getLast())).isBetween(Duration.ofMinutes(4), Duration.ofMinutes(5));
    }

    @Test
    void aRuleThatCannotBeJudgedIsRefused() {
        assertThatThrownBy(() -> new Rule(21, Duration.ofMinutes(1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Rule(1, Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
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
