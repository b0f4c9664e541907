package org.resultsrelay.incidents;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.work.Tick;
import org.springframework.stereotype.Component;

/**
 * Compares what is wrong now with the episodes that are open. Nothing is remembered in between, so nothing that dies in
 * between can lose an episode.
 */
@Component
class Watch implements Tick {

    private final List<Source> sources;
    private final Incidents incidents;
    private final Episodes episodes;
    private final OpenIncidents gauge;
    private final IncidentsProperties properties;
    private final Clock clock;

    Watch(
            List<Source> sources,
            Incidents incidents,
            Episodes episodes,
            OpenIncidents gauge,
            IncidentsProperties properties,
            Clock clock) {
        this.sources = sources;
        this.incidents = incidents;
        this.episodes = episodes;
        this.gauge = gauge;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public int tick() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        List<Incident> open = incidents.findByResolvedAtIsNull();
        Map<String, Finding> wrong = new LinkedHashMap<>();
        sources.forEach(source -> source.findings(open, now).forEach(finding -> wrong.put(finding.key(), finding)));
        count(wrong);

        Each each = new Each();
        wrong.values().forEach(finding -> each.run(() -> episodes.seen(finding, now)));
        open.stream()
                .map(Incident::key)
                .filter(key -> !wrong.containsKey(key))
                .forEach(key -> each.run(() -> episodes.over(key, now)));
        each.rethrow();
        return 0; // one look is enough until the next one is due
    }

    private void count(Map<String, Finding> wrong) {
        for (Kind kind : List.of(Kind.DELIVERY, Kind.FRESHNESS, Kind.MALFORMED)) {
            gauge.set(
                    kind,
                    wrong.values().stream()
                            .filter(finding -> finding.kind() == kind)
                            .count());
        }
    }

    @Override
    public Duration every() {
        return properties.every();
    }

    /** One episode that fails must not silence the others; its failure is reported after them. */
    private static final class Each {

        private @Nullable RuntimeException failure;

        void run(Runnable step) {
            try {
                step.run();
            } catch (RuntimeException e) {
                failure = failure == null ? e : failure;
            }
        }

        void rethrow() {
            if (failure != null) {
                throw failure;
            }
        }
    }
}
