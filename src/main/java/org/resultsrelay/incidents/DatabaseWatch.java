package org.resultsrelay.incidents;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.incidents.episode.Finding.DatabaseAway;
import org.resultsrelay.incidents.episode.Kind;
import org.resultsrelay.notify.Unstored;
import org.resultsrelay.work.Tick;
import org.springframework.stereotype.Component;

/**
 * The one episode that cannot be stored while it lasts: it lives in memory, is told directly, and is recorded when the
 * database is back.
 */
@Component
class DatabaseWatch implements Tick {

    private final DatabaseProbe probe;
    private final DatabaseEpisode episode;
    private final OpenIncidents gauge;
    private final IncidentsProperties properties;
    private final Clock clock;
    private @Nullable Outage outage;

    private record Outage(DatabaseAway away, Unstored message) {

        boolean outlasts(Duration hiccup) {
            return away.seen().isAfter(away.since().plus(hiccup));
        }
    }

    DatabaseWatch(
            DatabaseProbe probe,
            DatabaseEpisode episode,
            OpenIncidents gauge,
            IncidentsProperties properties,
            Clock clock) {
        this.probe = probe;
        this.episode = episode;
        this.gauge = gauge;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public int tick() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        probe.failure().ifPresentOrElse(error -> away(error, now), () -> back(now));
        gauge.set(Kind.DATABASE, told() ? 1 : 0);
        return 0;
    }

    private void away(String error, Instant now) {
        Outage before = outage;
        outage = before == null
                ? new Outage(new DatabaseAway(now, now, error), episode.unstored())
                : new Outage(new DatabaseAway(before.away().since(), now, error), before.message());
        if (told()) {
            episode.away(outage.away(), outage.message());
        }
    }

    /** Recording may fail, when the database is back for the probe alone: then the next tick records it. */
    private void back(Instant now) {
        if (outage != null && told()) {
            episode.recovered(outage.away(), now, outage.message());
        }
        outage = null;
    }

    private boolean told() {
        return outage != null && outage.outlasts(properties.databaseAwayAfter());
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(2);
    }
}
