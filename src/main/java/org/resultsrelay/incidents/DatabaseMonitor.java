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
import org.resultsrelay.incidents.trouble.DatabaseProbe;
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
    private final AlertLifecycle alerts;
    private final AlertMessages messages;
    private final IncidentsProperties properties;
    private final Clock clock;
    private UnstoredMessage message; // about the outage, or about the next one
    private @Nullable DatabaseUnavailable outage;
    private @Nullable Instant answersSince;
    private volatile boolean open; // for the gauge

    DatabaseMonitor(
            DatabaseProbe probe,
            DatabaseFaults faults,
            AlertLifecycle alerts,
            AlertMessages messages,
            IncidentsProperties properties,
            Clock clock) {
        this.probe = probe;
        this.faults = faults;
        this.alerts = alerts;
        this.messages = messages;
        this.properties = properties;
        this.clock = clock;
        this.message = messages.unstored();
    }

    @Override
    public int tick() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        outage(now).ifPresentOrElse(this::lasts, () -> isOver(now));
        open = outage != null && isWorthTelling(outage);
        return 0;
    }

    /**
     * The probe's failure, or that of those who write: a full disk, for instance, shows only there. Errors from before
     * the database answered again do not count.
     */
    private Optional<DatabaseUnavailable> outage(Instant now) {
        Optional<String> failure = probe.failure();
        if (failure.isPresent()) {
            answersSince = null;
            return failure.map(error -> new DatabaseUnavailable(now, now, error));
        }
        Instant since = answersSince == null ? now : answersSince;
        answersSince = since;
        return faults.lasting()
                .filter(streak -> streak.last().isAfter(since))
                .map(streak -> new DatabaseUnavailable(
                        later(streak.since(), since), streak.last(), OneLine.of(streak.reason())));
    }

    private void lasts(DatabaseUnavailable found) {
        DatabaseUnavailable lasting = outage == null
                ? found
                : new DatabaseUnavailable(outage.since(), later(outage.seen(), found.seen()), found.error());
        outage = lasting;
        if (isWorthTelling(lasting)) {
            messages.sendUnstored(lasting, message);
        }
    }

    /** Storing may fail if the database answers the probe alone; the next tick tries again. */
    private void isOver(Instant now) {
        if (outage != null && isWorthTelling(outage)) {
            alerts.recordEnded(outage, message, now);
            message = messages.unstored();
        }
        outage = null;
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
