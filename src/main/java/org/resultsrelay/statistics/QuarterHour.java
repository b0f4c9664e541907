package org.resultsrelay.statistics;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** What happened to one client in the quarter of an hour that begins then. In every time zone a day begins with one. */
public record QuarterHour(
        long clientId, Instant start, long received, long refusedIn, long relayed, long late, long refusedOut) {

    public static final Duration LENGTH = Duration.ofMinutes(15);

    /** When the one began that this time is in. */
    static Instant startOf(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS)
                .minusSeconds(Math.floorMod(time.getEpochSecond(), LENGTH.toSeconds()));
    }
}
