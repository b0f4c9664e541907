package org.resultsrelay.tasks.slots;

import java.time.Duration;
import java.time.Instant;

/** When a task is likely handed over in full: what has its minute then, the rest quarter by quarter. Pure. */
public record Forecast(Instant end, long secondsLeft) {

    /**
     * {@code planned} is the end of the last planned minute, {@code unplanned} what awaits a minute, together with what other
     * tasks of the client take meanwhile.
     */
    public static Forecast of(Instant now, Instant planned, long unplanned, long capacity, long ceiling) {
        Instant end = unplanned == 0 ? planned : Quarter.at(now).end().plus(lasts(unplanned, capacity, ceiling));
        return new Forecast(end, Math.max(0, Duration.between(now, end).toSeconds()));
    }

    /** From the start of a quarter on. */
    private static Duration lasts(long count, long capacity, long ceiling) {
        long full = Quarter.MINUTES * ceiling;
        long rest = count % full;
        long minutes = Math.min(Quarter.MINUTES, Math.ceilDiv(rest, Math.min(capacity, ceiling)));
        return Quarter.LENGTH.multipliedBy(count / full).plus(Quarter.MINUTE.multipliedBy(minutes));
    }
}
