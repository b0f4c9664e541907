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
 * Compares what is wrong now with the incidents that are open, and writes only what differs. Nothing is remembered in between, so
 * nothing that dies in between can lose an incident.
 */
@Component
class IncidentMonitor implements Tick {

    private final List<TroubleDetector> detectors;
    private final Incidents incidents;
    private final IncidentLifecycle lifecycle;
    private final OpenIncidentsGauge gauge;
    private final IncidentsProperties properties;
    private final Clock clock;
    private volatile Instant passed = Instant.MIN;

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
                    return trouble != null && incident.learnsFrom(trouble, properties.updateEvery());
                })
                .map(Incident::key)
                .toList();
        steps.together(changed, keys -> lifecycle.update(keys, wrong, now));
        Set<String> dismissedKeys = dismissed.stream().map(Incident::key).collect(Collectors.toSet());
        List<Trouble> found = wrong.values().stream()
                .filter(trouble -> !open.containsKey(trouble.key()) && !dismissedKeys.contains(trouble.key()))
                .toList();
        steps.together(found, these -> lifecycle.open(these, wrong, now));
        steps.together(over(dismissed, wrong, unknown), lifecycle::gone);
        steps.together(over(open.values(), wrong, unknown), keys -> lifecycle.close(keys, now));
        lifecycle.due(now).forEach(alert -> steps.run(() -> lifecycle.look(alert, wrong, now)));
        steps.rethrow();
        passed = now;
        return 0; // one look is enough until the next one is due
    }

    /** Asks every detector, also when another fails. Answers the kinds of which nothing is known, because their detector failed. */
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

    /** The keys of those that are not wrong any more, as far as that is known. */
    private static List<String> over(
            Collection<Incident> incidents, Map<String, Trouble> wrong, Set<TroubleKind> unknown) {
        return incidents.stream()
                .filter(incident -> !unknown.contains(incident.kind()))
                .map(Incident::key)
                .filter(key -> !wrong.containsKey(key))
                .distinct()
                .toList();
    }

    /** Whether a look has come to its end since then, with all that it had to write. */
    boolean passedSince(Instant time) {
        return passed.isAfter(time);
    }

    @Override
    public Duration every() {
        return properties.every();
    }

    /**
     * Does things together, and where one of them fails, all the others without it: one incident that cannot be stored must not
     * silence the rest. The first failure is reported after them.
     */
    private static final class FailureIsolation {

        private @Nullable RuntimeException failure;

        <T> void together(List<T> things, Consumer<List<T>> step) {
            if (things.isEmpty()) {
                return;
            }
            try {
                step.accept(things);
            } catch (RuntimeException e) {
                if (things.size() == 1 || !oneIsToBlame(e)) {
                    note(e);
                    return;
                }
                int half = things.size() / 2;
                together(things.subList(0, half), step);
                together(things.subList(half, things.size()), step);
            }
        }

        /** Says whether it succeeded. */
        boolean run(Runnable step) {
            try {
                step.run();
                return true;
            } catch (RuntimeException e) {
                note(e);
                return false;
            }
        }

        /** A database that is away is nobody's fault, and asking it again for each half would take long. */
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
