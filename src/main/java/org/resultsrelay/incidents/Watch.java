package org.resultsrelay.incidents;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.resultsrelay.incidents.episode.Finding;
import org.resultsrelay.incidents.episode.Incident;
import org.resultsrelay.incidents.episode.Incidents;
import org.resultsrelay.incidents.episode.Source;
import org.resultsrelay.work.Tick;
import org.springframework.stereotype.Component;

/**
 * Compares what is wrong now with the episodes that are open, and writes only what differs. Nothing is remembered in between,
 * so nothing that dies in between can lose an episode.
 */
@Component
class Watch implements Tick {

    private final List<Source> sources;
    private final Incidents incidents;
    private final Episodes episodes;
    private final DueAlerts due;
    private final OpenIncidents gauge;
    private final IncidentsProperties properties;
    private final Clock clock;
    private volatile Instant passed = Instant.MIN;

    Watch(
            List<Source> sources,
            Incidents incidents,
            Episodes episodes,
            DueAlerts due,
            OpenIncidents gauge,
            IncidentsProperties properties,
            Clock clock) {
        this.sources = sources;
        this.incidents = incidents;
        this.episodes = episodes;
        this.due = due;
        this.gauge = gauge;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public int tick() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Map<String, Incident> open = incidents.findByResolvedAtIsNull().stream()
                .collect(Collectors.toMap(Incident::key, incident -> incident));
        Map<String, Finding> wrong = new LinkedHashMap<>();
        sources.forEach(
                source -> source.findings(open.values(), now).forEach(finding -> wrong.put(finding.key(), finding)));
        gauge.count(wrong.values());

        Set<String> dismissed = incidents.dismissedKeys();

        OneByOne steps = new OneByOne();
        gather(open.values(), wrong, now, steps);
        steps.together(
                wrong.values().stream()
                        .filter(finding -> !open.containsKey(finding.key()) && !dismissed.contains(finding.key()))
                        .toList(),
                found -> episodes.open(found, wrong, now));
        steps.together(dismissed.stream().filter(key -> !wrong.containsKey(key)).toList(), episodes::gone);
        steps.together(
                open.keySet().stream().filter(key -> !wrong.containsKey(key)).toList(),
                keys -> episodes.close(keys, now));
        due.ids(now).forEach(alert -> steps.run(() -> due.look(alert, wrong, now)));
        steps.rethrow();
        passed = now;
        return 0; // one look is enough until the next one is due
    }

    private void gather(Collection<Incident> open, Map<String, Finding> wrong, Instant now, OneByOne steps) {
        List<Incident> learned = new ArrayList<>();
        Set<Long> news = new HashSet<>();
        for (Incident incident : open) {
            Finding finding = wrong.get(incident.key());
            if (finding != null && incident.learnsFrom(finding, properties.updateEvery())) {
                if (incident.paused() != finding.paused()) {
                    news.add(incident.alertId());
                }
                incident.gather(finding);
                learned.add(incident);
            }
        }
        steps.together(learned, these -> episodes.gather(these, news, now));
    }

    /** Whether a look has come to its end since then, with all that it had to write. */
    boolean passedSince(Instant time) {
        return passed.isAfter(time);
    }

    @Override
    public Duration every() {
        return properties.every();
    }
}
