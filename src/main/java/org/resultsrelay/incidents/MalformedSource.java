package org.resultsrelay.incidents;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.clients.Clients;
import org.resultsrelay.incidents.episode.Finding;
import org.resultsrelay.incidents.episode.Finding.MalformedInput;
import org.resultsrelay.incidents.episode.Incident;
import org.resultsrelay.incidents.episode.Kind;
import org.resultsrelay.incidents.episode.Source;
import org.resultsrelay.incidents.episode.Subject;
import org.resultsrelay.quarantine.Malformed;
import org.resultsrelay.quarantine.Quarantine;
import org.resultsrelay.text.OneLine;
import org.springframework.stereotype.Component;

/** Input that cannot be used: trouble from the first one until none has come for a while. */
@Component
class MalformedSource implements Source {

    /** Counting a whole episode reads every row of it, and every other alert waits meanwhile: so it is done rarely. */
    private static final Duration COUNT_EVERY = Duration.ofSeconds(30);

    /** After a count that took long, the pause is so many times as long. */
    private static final int REST = 10;

    private final Quarantine quarantine;
    private final Clients clients;
    private final IncidentsProperties properties;
    private final Clock clock;
    private final Map<String, Counted> counted = new HashMap<>(); // by the episode's key; only the watch uses it

    MalformedSource(Quarantine quarantine, Clients clients, IncidentsProperties properties, Clock clock) {
        this.quarantine = quarantine;
        this.clients = clients;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.MALFORMED);
    }

    @Override
    public List<Finding> findings(Collection<Incident> open, Instant now) {
        counted.keySet().retainAll(open.stream().map(Incident::key).toList());
        Instant from = now.minus(properties.malformedQuiet());
        return quarantine.since(from).stream()
                .filter(malformed -> malformed.lastAt().isAfter(from))
                .map(malformed -> finding(malformed, from, open, now))
                .toList();
    }

    /** An episode older than the window counts from its own beginning. */
    private Finding finding(Malformed recent, Instant from, Collection<Incident> open, Instant now) {
        MalformedInput found = finding(recent, begun(recent, from), recent.count());
        return open.stream()
                .filter(incident -> incident.key().equals(found.key()))
                .filter(incident -> incident.openedAt().isBefore(from))
                .findFirst()
                .map(incident ->
                        finding(recent, found.since(), Math.max(found.occurrences(), whole(recent, incident, now))))
                .orElse(found);
    }

    /** How often it came in the whole episode, or in the part of it that was counted last. */
    private long whole(Malformed recent, Incident incident, Instant now) {
        Counted last = counted.getOrDefault(incident.key(), Counted.NOTHING);
        if (!last.upTo().isBefore(recent.lastAt()) || now.isBefore(last.againAt())) {
            return last.count();
        }
        Instant began = clock.instant();
        long count = last.count();
        try {
            count = quarantine.count(recent.source(), recent.clientId(), incident.openedAt());
        } finally { // a count that fails after a long time must not be tried at each look, either
            Duration rest = Duration.between(began, clock.instant()).multipliedBy(REST);
            Instant againAt = now.plus(rest.compareTo(COUNT_EVERY) > 0 ? rest : COUNT_EVERY);
            counted.put(incident.key(), new Counted(count, recent.lastAt(), againAt));
        }
        return count;
    }

    private record Counted(long count, Instant upTo, Instant againAt) {

        static final Counted NOTHING = new Counted(0, Instant.MIN, Instant.MIN);
    }

    /** The same content may have come before, in an episode that is long over: this one then begins with its newest. */
    private static Instant begun(Malformed recent, Instant from) {
        return recent.firstAt().isBefore(from) ? recent.lastAt() : recent.firstAt();
    }

    private MalformedInput finding(Malformed malformed, Instant since, long count) {
        return new MalformedInput(
                malformed.source(),
                subject(malformed.clientId()),
                since,
                malformed.lastAt(),
                count,
                OneLine.of(malformed.lastReason()));
    }

    private @Nullable Subject subject(@Nullable Long clientId) {
        return clientId == null ? null : Subject.of(clients.get(clientId));
    }
}
