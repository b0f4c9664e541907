package org.resultsrelay.incidents;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.incidents.detection.TroubleDetector;
import org.resultsrelay.incidents.trouble.Trouble;
import org.resultsrelay.incidents.trouble.TroubleKind;
import org.resultsrelay.scheduling.Tick;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Compares what is wrong now with the open incidents and writes only the differences. It keeps nothing in memory
 * between two looks, so a crash loses no incident.
 */
@Component
class IncidentMonitor implements Tick {

    private final List<TroubleDetector> detectors;
    private final Incidents incidents;
    private final IncidentLifecycle lifecycle;
    private final OpenIncidentsGauge gauge;
    private final IncidentsProperties properties;
    private final Clock clock;
    private volatile Instant completedAt = Instant.MIN;

    IncidentMonitor(
            List<TroubleDetector> detectors,
            Incidents incidents,
            IncidentLifecycle lifecycle,
            OpenIncidentsGauge gauge,
            IncidentsProperties properties,
            Clock clock) {
        this.detectors = detectors;
        this.incidents = incidents;
        this.lifecycle = lifecycle;
        this.gauge = gauge;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public int tick() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Map<String, Incident> open = incidents.findByResolvedAtIsNull().stream()
                .collect(Collectors.toMap(Incident::key, incident -> incident));
        List<Incident> dismissed = incidents.findByDismissedTrue();
        Map<String, Trouble> wrong = new LinkedHashMap<>();
        FailureIsolation steps = new FailureIsolation();
        Set<TroubleKind> unknown = detect(open, wrong, now, steps);
        gauge.count(wrong.values(), unknown);

        List<String> changed = open.values().stream()
                .filter(incident -> {
                    Trouble trouble = wrong.get(incident.key());
                    return trouble != null && incident.isOutdatedBy(trouble, properties.updateEvery());
                })
                .map(Incident::key)
                .toList();
        steps.forAll(changed, keys -> lifecycle.update(keys, wrong, now));
        Set<String> dismissedKeys = dismissed.stream().map(Incident::key).collect(Collectors.toSet());
        List<Trouble> found = wrong.values().stream()
                .filter(trouble -> !open.containsKey(trouble.key()) && !dismissedKeys.contains(trouble.key()))
                .toList();
        steps.forAll(found, these -> lifecycle.open(these, wrong, now));
        steps.forAll(over(dismissed, wrong, unknown), lifecycle::clearDismissals);
        steps.forAll(over(open.values(), wrong, unknown), keys -> lifecycle.close(keys, now));
        lifecycle.due(now).forEach(alert -> steps.run(() -> lifecycle.review(alert, wrong, now)));
        steps.rethrow();
        completedAt = now;
        return 0; // one look is enough until the next one is due
    }

    /**
     * Asks every detector, even if another one fails. Returns the kinds of the failed ones: nothing is known about
     * these.
     */
    private Set<TroubleKind> detect(
            Map<String, Incident> open, Map<String, Trouble> wrong, Instant now, FailureIsolation steps) {
        Map<String, Instant> since =
                open.values().stream().collect(Collectors.toMap(Incident::key, Incident::openedAt));
        Set<TroubleKind> unknown = EnumSet.noneOf(TroubleKind.class);
        for (TroubleDetector detector : detectors) {
            if (!steps.run(() -> detector.findings(since, now).forEach(trouble -> wrong.put(trouble.key(), trouble)))) {
                unknown.addAll(detector.kinds());
            }
        }
        return unknown;
    }

    /** The keys of incidents whose trouble is gone, leaving out the kinds that nothing is known about. */
    private static List<String> over(
            Collection<Incident> incidents, Map<String, Trouble> wrong, Set<TroubleKind> unknown) {
        return incidents.stream()
                .filter(incident -> !unknown.contains(incident.kind()))
                .map(Incident::key)
                .filter(key -> !wrong.containsKey(key))
                .distinct()
                .toList();
    }

    /** Whether a look has completed since then, including all writes. */
    boolean completedSince(Instant time) {
        return completedAt.isAfter(time);
    }

    @Override
    public Duration every() {
        return properties.every();
    }

    /**
     * Runs a step for all items at once and, if one of them makes it fail, for all others without that one: an incident
     * that cannot be stored must not silence the rest. The first failure is thrown at the end.
     */
    private static final class FailureIsolation {

        private @Nullable RuntimeException failure;

        <T> void forAll(List<T> items, Consumer<List<T>> step) {
            if (items.isEmpty()) {
                return;
            }
            try {
                step.accept(items);
            } catch (RuntimeException e) {
                if (items.size() == 1 || !oneIsToBlame(e)) {
                    note(e);
                    return;
                }
                int half = items.size() / 2;
                forAll(items.subList(0, half), step);
                forAll(items.subList(half, items.size()), step);
            }
        }

        /** Returns whether it succeeded. */
        boolean run(Runnable step) {
            try {
                step.run();
                return true;
            } catch (RuntimeException e) {
                note(e);
                return false;
            }
        }

        /** When the database is away no item is to blame, and trying each half again would take long. */
        private static boolean oneIsToBlame(RuntimeException e) {
            return e instanceof DataIntegrityViolationException
                    || !(e instanceof DataAccessException || e instanceof TransactionException);
        }

        private void note(RuntimeException e) {
            failure = failure == null ? e : failure;
        }

        void rethrow() {
            if (failure != null) {
                throw failure;
            }
        }
    }
}
