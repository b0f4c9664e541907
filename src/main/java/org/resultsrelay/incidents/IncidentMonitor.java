package org.resultsrelay.incidents;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.incidents.trouble.Trouble;
import org.resultsrelay.incidents.trouble.TroubleDetector;
import org.resultsrelay.incidents.trouble.TroubleKind;
import org.resultsrelay.scheduling.Tick;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Compares what is wrong now with the open incidents, and opens, updates and closes those that differ. Then it has the
 * alerts reviewed that are due. It decides nothing from memory, so a crash loses no incident.
 */
@Component
class IncidentMonitor implements Tick, MeterBinder {

    private final List<TroubleDetector> detectors;
    private final Incidents incidents;
    private final AlertLifecycle alerts;
    private final TransactionOperations transactions;
    private final IncidentsProperties properties;
    private final Clock clock;
    private volatile Map<TroubleKind, Long> openByKind = Map.of();
    private volatile Instant completedAt = Instant.MIN;

    IncidentMonitor(
            List<TroubleDetector> detectors,
            Incidents incidents,
            AlertLifecycle alerts,
            TransactionOperations transactions,
            IncidentsProperties properties,
            Clock clock) {
        this.detectors = detectors;
        this.incidents = incidents;
        this.alerts = alerts;
        this.transactions = transactions;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public int tick() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Map<String, Incident> known = byKey(incidents.current());
        openByKind = known.values().stream()
                .filter(Incident::isOpen)
                .collect(Collectors.groupingBy(Incident::kind, Collectors.counting()));
        Map<String, Trouble> wrong = new LinkedHashMap<>();
        List<RuntimeException> failures = new ArrayList<>();
        Set<TroubleKind> unknown = detect(known.values(), wrong, now, failures);

        Set<String> keys = new LinkedHashSet<>(wrong.keySet());
        known.values().stream()
                .filter(incident -> !unknown.contains(incident.kind()))
                .map(Incident::key)
                .forEach(keys::add);
        List<String> different = keys.stream()
                .filter(key -> isDifferent(known.get(key), wrong.get(key)))
                .toList();
        if (!different.isEmpty()) {
            writeInIsolation(different, wrong, now, failures);
        }
        alerts.due(now).forEach(alert -> attempt(() -> alerts.review(alert, wrong, now), failures));
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
        completedAt = now;
        return 0; // one look is enough until the next one is due
    }

    /**
     * Asks every detector, even if another one fails. Returns the kinds of the failed ones: nothing is known about
     * these.
     */
    private Set<TroubleKind> detect(
            Collection<Incident> known, Map<String, Trouble> wrong, Instant now, List<RuntimeException> failures) {
        Map<String, Instant> openSince =
                known.stream().filter(Incident::isOpen).collect(Collectors.toMap(Incident::key, Incident::openedAt));
        Set<TroubleKind> unknown = EnumSet.noneOf(TroubleKind.class);
        for (TroubleDetector detector : detectors) {
            if (!attempt(
                    () -> detector.findings(openSince, now).forEach(trouble -> wrong.put(trouble.key(), trouble)),
                    failures)) {
                unknown.addAll(detector.kinds());
            }
        }
        return unknown;
    }

    /** Returns whether it succeeded. A failure keeps nothing else from being done. */
    private static boolean attempt(Runnable step, List<RuntimeException> failures) {
        try {
            step.run();
            return true;
        } catch (RuntimeException e) {
            failures.add(e);
            return false;
        }
    }

    /** Whether there is something to write; after a dismissal by hand, only that the trouble is gone. */
    private boolean isDifferent(@Nullable Incident incident, @Nullable Trouble trouble) {
        return incident == null
                || trouble == null
                || (incident.isOpen() && incident.isOutdatedBy(trouble, properties.updateEvery()));
    }

    /**
     * Writes all at once and, if one of them makes that fail, each by itself: an incident that cannot be stored must not
     * silence the rest.
     */
    private void writeInIsolation(
            List<String> keys, Map<String, Trouble> wrong, Instant now, List<RuntimeException> failures) {
        try {
            write(keys, wrong, now);
        } catch (RuntimeException e) {
            if (keys.size() == 1 || !oneIsToBlame(e)) {
                failures.add(e);
                return;
            }
            for (String key : keys) {
                if (!attempt(() -> write(List.of(key), wrong, now), failures) && !oneIsToBlame(failures.getLast())) {
                    return;
                }
            }
        }
    }

    /** When the database is away no incident is to blame, and trying each would take long. */
    private static boolean oneIsToBlame(RuntimeException e) {
        return e instanceof DataIntegrityViolationException
                || !(e instanceof DataAccessException || e instanceof TransactionException);
    }

    /**
     * Opens, updates and closes the incidents of these keys in one transaction. Other relays may have done so since they
     * were read, so they are read again under the lock.
     */
    private void write(List<String> keys, Map<String, Trouble> wrong, Instant now) {
        transactions.executeWithoutResult(transaction -> writeLocked(keys, wrong, now));
    }

    private void writeLocked(List<String> keys, Map<String, Trouble> wrong, Instant now) {
        incidents.lock();
        Map<String, Incident> known = byKey(incidents.current(keys));
        List<Trouble> found = new ArrayList<>();
        Set<Long> closed = new LinkedHashSet<>(); // alerts with a closed incident
        Set<Long> news = new LinkedHashSet<>(); // alerts whose client was paused or resumed
        for (String key : keys) {
            Incident incident = known.get(key);
            Trouble trouble = wrong.get(key);
            if (incident == null) {
                if (trouble != null) {
                    found.add(trouble);
                }
            } else if (trouble == null) {
                incident.troubleIsGone(now);
                closed.add(incident.alertId());
            } else if (isDifferent(incident, trouble)) {
                if (incident.paused() != trouble.paused()) {
                    news.add(incident.alertId());
                }
                incident.update(trouble);
            }
        }
        alerts.open(found, now);
        alerts.endThoseOver(closed, now);
        alerts.makeDue(news, now);
    }

    private static Map<String, Incident> byKey(List<Incident> current) {
        return current.stream().collect(Collectors.toMap(Incident::key, incident -> incident, (first, other) -> first));
    }

    /** Whether a look has completed since then, including all writes. */
    boolean completedSince(Instant time) {
        return completedAt.isAfter(time);
    }

    @Override
    public Duration every() {
        return properties.every();
    }

    /** A scrape reads what the last look found and costs no statement. The database has its own monitor. */
    @Override
    public void bindTo(MeterRegistry meters) {
        for (TroubleKind kind : EnumSet.complementOf(EnumSet.of(TroubleKind.DATABASE))) {
            Gauge.builder("relay.incidents.open", () -> openByKind.getOrDefault(kind, 0L))
                    .tag("kind", kind.label())
                    .description("Incidents that are open now")
                    .register(meters);
        }
    }
}
