package org.resultsrelay.incidents;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.database.DatabaseFaults;
import org.resultsrelay.incidents.episode.Finding.DatabaseAway;
import org.resultsrelay.incidents.episode.Kind;
import org.resultsrelay.notify.UnstoredMessage;
import org.resultsrelay.scheduling.Tick;
import org.resultsrelay.text.OneLine;
import org.springframework.stereotype.Component;

/**
 * The one episode that cannot be stored while it lasts: it lives in memory, is told directly, and is recorded when the
 * database is back.
 */
@Component
class DatabaseWatch implements Tick {

    private final DatabaseProbe probe;
    private final DatabaseFaults faults;
    private final DatabaseEpisode episode;
    private final OpenIncidents gauge;
    private final IncidentsProperties properties;
    private final Clock clock;
    private @Nullable Outage outage;
    private @Nullable Instant answersSince;

    private record Outage(DatabaseAway away, UnstoredMessage message) {

        Outage goesOn(DatabaseAway now) {
            return new Outage(new DatabaseAway(away.since(), later(away.seen(), now.seen()), now.error()), message);
        }

        boolean outlasts(Duration hiccup) {
            return away.seen().isAfter(away.since().plus(hiccup));
        }
    }

    DatabaseWatch(
            DatabaseProbe probe,
            DatabaseFaults faults,
            DatabaseEpisode episode,
            OpenIncidents gauge,
            IncidentsProperties properties,
            Clock clock) {
        this.probe = probe;
        this.faults = faults;
        this.episode = episode;
        this.gauge = gauge;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public int tick() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Optional<String> error = probe.failure();
        if (error.isPresent()) {
            answersSince = null;
            away(new DatabaseAway(now, now, error.get()));
        } else {
            Instant since = answersSince == null ? now : answersSince;
            answersSince = since;
            faults.lasting()
                    .filter(streak -> streak.last().isAfter(since))
                    .ifPresentOrElse(streak -> away(away(streak, since)), () -> back(now));
        }
        gauge.set(Kind.DATABASE, told() ? 1 : 0);
        return 0;
    }

    /** What only writing shows, such as a full disk, is known from whoever wrote; what came before the database answered is over. */
    private static DatabaseAway away(DatabaseFaults.Streak faults, Instant answersSince) {
        return new DatabaseAway(later(faults.since(), answersSince), faults.last(), OneLine.of(faults.reason()));
    }

    private void away(DatabaseAway away) {
        Outage before = outage;
        outage = before == null ? new Outage(away, episode.unstored()) : before.goesOn(away);
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

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private boolean told() {
        return outage != null && outage.outlasts(properties.databaseAwayAfter());
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(2);
    }
}
