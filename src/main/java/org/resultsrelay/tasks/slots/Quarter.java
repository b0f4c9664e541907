package org.resultsrelay.tasks.slots;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;

/** What is left of a quarter of an hour: from its first minute that is not over to its last. */
public record Quarter(Instant from, Instant end) {

    public static final Duration LENGTH = Duration.ofMinutes(15);
    public static final int MINUTES = 15;
    public static final Duration MINUTE = Duration.ofMinutes(1);

    /** Time zones with other offsets than whole quarters are of no account: the quarters are those of UTC. */
    public static Quarter at(Instant now) {
        Instant minute = now.truncatedTo(ChronoUnit.MINUTES);
        Instant start =
                Instant.ofEpochSecond(Math.floorDiv(minute.getEpochSecond(), LENGTH.toSeconds()) * LENGTH.toSeconds());
        return new Quarter(minute, start.plus(LENGTH));
    }

    public List<Instant> minutes() {
        return Stream.iterate(from, minute -> minute.isBefore(end), minute -> minute.plus(MINUTE))
                .toList();
    }
}
