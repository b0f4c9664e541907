package org.resultsrelay.incidents;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.clients.Clients;
import org.resultsrelay.incidents.episode.Finding;
import org.resultsrelay.incidents.episode.Finding.MalformedInput;
import org.resultsrelay.incidents.episode.Incident;
import org.resultsrelay.incidents.episode.Source;
import org.resultsrelay.incidents.episode.Subject;
import org.resultsrelay.quarantine.Malformed;
import org.resultsrelay.quarantine.Quarantine;
import org.resultsrelay.words.OneLine;
import org.springframework.stereotype.Component;

/** Input that cannot be used: trouble from the first one until none has come for a while. */
@Component
class MalformedSource implements Source {

    private final Quarantine quarantine;
    private final Clients clients;
    private final IncidentsProperties properties;

    MalformedSource(Quarantine quarantine, Clients clients, IncidentsProperties properties) {
        this.quarantine = quarantine;
        this.clients = clients;
        this.properties = properties;
    }

    @Override
    public List<Finding> findings(Collection<Incident> open, Instant now) {
        Instant from = now.minus(properties.malformedQuiet());
        return quarantine.since(from).stream()
                .filter(malformed -> malformed.lastAt().isAfter(from))
                .map(malformed -> finding(malformed, from, open))
                .toList();
    }

    /** An episode older than the window counts from its own beginning. */
    private Finding finding(Malformed recent, Instant from, Collection<Incident> open) {
        MalformedInput found = finding(recent, begun(recent, from));
        return open.stream()
                .filter(incident -> incident.key().equals(found.key()))
                .filter(incident -> incident.openedAt().isBefore(from))
                .filter(incident -> incident.lastSeenAt().isBefore(recent.lastAt()))
                .findFirst()
                .flatMap(incident -> sinceThen(recent, incident.openedAt()))
                .map(whole -> finding(whole, found.since()))
                .orElse(found);
    }

    private Optional<Malformed> sinceThen(Malformed recent, Instant openedAt) {
        return quarantine.since(openedAt).stream()
                .filter(whole ->
                        whole.source().equals(recent.source()) && Objects.equals(whole.clientId(), recent.clientId()))
                .findFirst();
    }

    /** The same content may have come before, in an episode that is long over: this one then begins with its newest. */
    private static Instant begun(Malformed recent, Instant from) {
        return recent.firstAt().isBefore(from) ? recent.lastAt() : recent.firstAt();
    }

    private MalformedInput finding(Malformed malformed, Instant since) {
        return new MalformedInput(
                malformed.source(),
                subject(malformed.clientId()),
                since,
                malformed.lastAt(),
                malformed.count(),
                OneLine.of(malformed.lastReason()));
    }

    private @Nullable Subject subject(@Nullable Long clientId) {
        return clientId == null ? null : Subject.of(clients.get(clientId));
    }
}
