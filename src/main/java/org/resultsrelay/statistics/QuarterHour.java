package org.resultsrelay.statistics;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Counts for one client and the quarter of an hour that begins then. In every time zone a day begins with a quarter.
 */
public record QuarterHour(
        long clientId, Instant start, long received, long refusedIn, long relayed, long late, long refusedOut) {

    public static final Duration LENGTH = Duration.ofMinutes(15);

    /** The beginning of the quarter that contains this time. */
    static Instant startOf(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS)
                .minusSeconds(Math.floorMod(time.getEpochSecond(), LENGTH.toSeconds()));
    }
}
