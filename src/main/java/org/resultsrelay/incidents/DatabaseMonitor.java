package org.resultsrelay.incidents;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.database.DatabaseFaults;
import org.resultsrelay.incidents.detection.DatabaseProbe;
import org.resultsrelay.incidents.trouble.DatabaseUnavailable;
import org.resultsrelay.incidents.trouble.TroubleKind;
import org.resultsrelay.notify.UnstoredMessage;
import org.resultsrelay.scheduling.Tick;
import org.resultsrelay.text.OneLine;
import org.springframework.stereotype.Component;

/**
 * Watches the database by a probe and by the errors of those who write. An outage cannot be stored while it lasts, so
 * it is kept in memory until it is over.
 */
@Component
class DatabaseMonitor implements Tick, MeterBinder {

    private final DatabaseProbe probe;
    private final DatabaseFaults faults;
    private final DatabaseIncident incident;
    private final IncidentsProperties properties;
    private final Clock clock;
    private @Nullable DatabaseUnavailable outage;
    private @Nullable UnstoredMessage message; // that tells of the outage
    private @Nullable Instant answersSince;
    private volatile boolean open; // for the gauge

    DatabaseMonitor(
            DatabaseProbe probe,
            DatabaseFaults faults,
            DatabaseIncident incident,
            IncidentsProperties properties,
            Clock clock) {
        this.probe = probe;
        this.faults = faults;
        this.incident = incident;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public int tick() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Optional<String> error = probe.failure();
        if (error.isPresent()) {
            answersSince = null;
            away(new DatabaseUnavailable(now, now, error.get()));
        } else {
            Instant since = answersSince == null ? now : answersSince;
            answersSince = since;
            faults.lasting()
                    .filter(streak -> streak.last().isAfter(since))
                    .ifPresentOrElse(streak -> away(writersFail(streak, since)), () -> back(now));
        }
        open = outage != null && isWorthTelling(outage);
        return 0;
    }

    /**
     * A full disk, for instance, only shows when something is written. Errors from before the database answered again
     * do not count.
     */
    private static DatabaseUnavailable writersFail(DatabaseFaults.Streak faults, Instant answersSince) {
        return new DatabaseUnavailable(later(faults.since(), answersSince), faults.last(), OneLine.of(faults.reason()));
    }

    private void away(DatabaseUnavailable now) {
        DatabaseUnavailable before = outage;
        DatabaseUnavailable lasting = before == null
                ? now
                : new DatabaseUnavailable(before.since(), later(before.seen(), now.seen()), now.error());
        UnstoredMessage telling = message == null ? incident.message() : message;
        outage = lasting;
        message = telling;
        if (isWorthTelling(lasting)) {
            incident.tell(lasting, telling);
        }
    }

    /** Storing may fail if the database answers the probe alone; the next tick tries again. */
    private void back(Instant now) {
        if (outage != null && message != null && isWorthTelling(outage)) {
            incident.recordEnded(outage, now, message);
        }
        outage = null;
        message = null;
    }

    /** A shorter outage is a hiccup. */
    private boolean isWorthTelling(DatabaseUnavailable away) {
        return away.seen().isAfter(away.since().plus(properties.databaseAwayAfter()));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        Gauge.builder("relay.incidents.open", () -> open ? 1 : 0)
                .tag("kind", TroubleKind.DATABASE.label())
                .description("Incidents that are open now")
                .register(meters);
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(2);
    }
}
