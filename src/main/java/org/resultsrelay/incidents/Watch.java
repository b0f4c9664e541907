package org.resultsrelay.incidents;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.resultsrelay.incidents.episode.Finding;
import org.resultsrelay.incidents.episode.Incident;
import org.resultsrelay.incidents.episode.Incidents;
import org.resultsrelay.incidents.episode.Kind;
import org.resultsrelay.incidents.episode.Source;
import org.resultsrelay.scheduling.Tick;
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
        List<Incident> dismissed = incidents.findByDismissedTrue();
        Set<String> dismissedKeys = dismissed.stream().map(Incident::key).collect(Collectors.toSet());
        Map<String, Finding> wrong = new LinkedHashMap<>();
        FailureIsolation steps = new FailureIsolation();
        Set<Kind> unknown = ask(open.values(), wrong, now, steps);
        gauge.count(wrong.values(), unknown);

        gather(open.values(), wrong, now, steps);
        steps.together(
                wrong.values().stream()
                        .filter(finding -> !open.containsKey(finding.key()) && !dismissedKeys.contains(finding.key()))
                        .toList(),
                found -> episodes.open(found, wrong, now));
        steps.together(over(dismissed, wrong, unknown), episodes::gone);
        steps.together(over(open.values(), wrong, unknown), keys -> episodes.close(keys, now));
        due.ids(now).forEach(alert -> steps.run(() -> due.look(alert, wrong, now)));
        steps.rethrow();
        passed = now;
        return 0; // one look is enough until the next one is due
    }

    /** Asks every source, also when another fails. Answers the kinds of which nothing is known, because their source failed. */
    private Set<Kind> ask(Collection<Incident> open, Map<String, Finding> wrong, Instant now, FailureIsolation steps) {
        Set<Kind> unknown = EnumSet.noneOf(Kind.class);
        for (Source source : sources) {
            if (!steps.run(() -> source.findings(open, now).forEach(finding -> wrong.put(finding.key(), finding)))) {
                unknown.addAll(source.kinds());
            }
        }
        return unknown;
    }

    /** The keys of those that are not wrong any more, as far as that is known. */
    private static List<String> over(Collection<Incident> episodes, Map<String, Finding> wrong, Set<Kind> unknown) {
        return episodes.stream()
                .filter(episode -> !unknown.contains(episode.kind()))
                .map(Incident::key)
                .filter(key -> !wrong.containsKey(key))
                .distinct()
                .toList();
    }

    private void gather(Collection<Incident> open, Map<String, Finding> wrong, Instant now, FailureIsolation steps) {
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
