package org.resultsrelay.tasks;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;

/** What is left of a quarter of an hour at {@code now}: from the current minute, {@code from}, to its last. Pure. */
record RemainingQuarter(Instant now, Instant from, Instant end) {

    static final Duration MINUTE = Duration.ofMinutes(1);

    private static final int MINUTES = 15;
    private static final Duration LENGTH = MINUTE.multipliedBy(MINUTES);

    /** The quarters are those of UTC, which most time zones share. */
    static RemainingQuarter at(Instant now) {
        long seconds = LENGTH.toSeconds();
        Instant start = Instant.ofEpochSecond(Math.floorDiv(now.getEpochSecond(), seconds) * seconds);
        return new RemainingQuarter(now, now.truncatedTo(ChronoUnit.MINUTES), start.plus(LENGTH));
    }

    List<Instant> minutes() {
        return Stream.iterate(from, minute -> minute.isBefore(end), minute -> minute.plus(MINUTE))
                .toList();
    }

    /** When a task will probably be released completely; part of a second counts as a whole one. */
    record Forecast(Instant end, long secondsLeft) {}

    /**
     * {@code planned} is the end of the last planned minute. The {@code unplanned} users follow in later quarters,
     * together with what other tasks of the client take meanwhile.
     */
    Forecast forecast(Instant planned, long unplanned, long capacity, long ceiling) {
        Instant last = unplanned == 0 ? planned : end.plus(duration(unplanned, capacity, ceiling));
        return new Forecast(
                last, Math.max(0, Math.ceilDiv(Duration.between(now, last).toMillis(), 1000)));
    }

    /** How long so many users take from the start of a quarter. */
    private static Duration duration(long count, long capacity, long ceiling) {
        long full = MINUTES * ceiling;
        long rest = count % full;
        long minutes = Math.min(MINUTES, Math.ceilDiv(rest, Math.min(capacity, ceiling)));
        return LENGTH.multipliedBy(count / full).plus(MINUTE.multipliedBy(minutes));
    }
}
