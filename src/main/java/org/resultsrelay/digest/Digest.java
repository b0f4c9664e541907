package org.resultsrelay.digest;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.resultsrelay.scheduling.Tick;
import org.resultsrelay.text.WordsProperties;
import org.springframework.stereotype.Component;

/** Tells of the day before, once it is time. A relay that comes back hours later still does, but not in the evening. */
@Component
class Digest implements Tick {

    private static final Duration EVERY = Duration.ofSeconds(30);
    private static final Duration STILL_WORTH_TELLING = Duration.ofHours(6);

    private final Telling telling;
    private final DigestProperties properties;
    private final ZoneId zone;
    private final Clock clock;

    Digest(Telling telling, DigestProperties properties, WordsProperties words, Clock clock) {
        this.telling = telling;
        this.properties = properties;
        this.zone = words.zone();
        this.clock = clock;
    }

    @Override
    public int tick() {
        LocalTime at = properties.at();
        if (at != null) {
            Instant now = clock.instant();
            LocalDate today = LocalDate.ofInstant(now, zone);
            tellIfDue(today.minusDays(1), at, now); // just before midnight, and nobody was there
            tellIfDue(today, at, now);
        }
        return 0;
    }

    private void tellIfDue(LocalDate day, LocalTime at, Instant now) {
        Instant due = ZonedDateTime.of(day, at, zone).toInstant();
        if (!now.isBefore(due) && now.isBefore(due.plus(STILL_WORTH_TELLING))) {
            telling.tell(day.minusDays(1), zone, now);
        }
    }

    @Override
    public Duration every() {
        return EVERY;
    }
}
