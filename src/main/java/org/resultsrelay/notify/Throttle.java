package org.resultsrelay.notify;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a destination accepts: at most this many messages within any stretch of that length, judged by the times of the
 * last sends, the oldest first.
 */
public record Throttle(int messages, Duration within) {

    /** How many send times of a destination are remembered; no throttle can count further. */
    private static final int REMEMBERED = 20;

    public Throttle {
        if (messages < 1 || messages > REMEMBERED || !within.isPositive()) {
            throw new IllegalArgumentException(
                    "A throttle is 1 to " + REMEMBERED + " messages within a time longer than zero");
        }
    }

    /** When the next message may go. */
    static Instant next(List<Throttle> throttles, List<Instant> sent, Instant now) {
        return throttles.stream()
                .filter(throttle -> sent.size() >= throttle.messages)
                .map(throttle -> sent.get(sent.size() - throttle.messages).plus(throttle.within))
                .filter(now::isBefore)
                .max(Comparator.naturalOrder())
                .orElse(now);
    }

    /** The last sends after one more. */
    static List<Instant> remembered(List<Instant> sent, Instant now) {
        List<Instant> all = Stream.concat(sent.stream(), Stream.of(now)).toList();
        return all.subList(Math.max(0, all.size() - REMEMBERED), all.size());
    }
}
