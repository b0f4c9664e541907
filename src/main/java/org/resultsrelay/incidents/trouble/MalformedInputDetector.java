package org.resultsrelay.incidents.trouble;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.resultsrelay.clients.Clients;
import org.resultsrelay.incidents.IncidentsProperties;
import org.resultsrelay.incidents.trouble.Trouble.AffectedClient;
import org.resultsrelay.quarantine.Malformed;
import org.resultsrelay.quarantine.Quarantine;
import org.resultsrelay.text.OneLine;
import org.springframework.stereotype.Component;

/** Input that cannot be used, from the first one until none has come for a while. */
@Component
class MalformedInputDetector implements TroubleDetector {

    /** Counting a long incident reads all its rows and delays every other alert, so it is done rarely. */
    private static final Duration COUNT_EVERY = Duration.ofSeconds(30);

    private final Quarantine quarantine;
    private final Clients clients;
    private final IncidentsProperties properties;
    private final Map<String, CountSoFar> counted = new HashMap<>(); // by the incident's key; only the monitor uses it

    MalformedInputDetector(Quarantine quarantine, Clients clients, IncidentsProperties properties) {
        this.quarantine = quarantine;
        this.clients = clients;
        this.properties = properties;
    }

    /** What an incident's input was counted to be, up to its newest then. */
    private record CountSoFar(long count, Instant upTo, Instant againAt) {}

    @Override
    public Set<TroubleKind> kinds() {
        return Set.of(TroubleKind.MALFORMED);
    }

    @Override
    public List<Trouble> findings(Map<String, Instant> open, Instant now) {
        counted.keySet().retainAll(open.keySet());
        Instant from = now.minus(properties.malformedQuiet());
        return quarantine.since(from).stream()
                .filter(recent -> recent.lastAt().isAfter(from))
                .map(recent -> finding(recent, from, open, now))
                .toList();
    }

    /** For an incident that began before the window, the whole incident is counted. */
    private Trouble finding(Malformed recent, Instant from, Map<String, Instant> open, Instant now) {
        MalformedInput found = found(recent, from, recent.count());
        Instant openedAt = open.get(found.key());
        return openedAt == null || !openedAt.isBefore(from)
                ? found
                : found(recent, from, Math.max(recent.count(), whole(recent, found.key(), openedAt, now)));
    }

    /**
     * The same content may have come before, in an incident that is long over; then this one begins with the newest.
     */
    private MalformedInput found(Malformed recent, Instant from, long count) {
        Long client = recent.clientId();
        return new MalformedInput(
                recent.source(),
                client == null ? null : AffectedClient.of(clients.get(client)),
                recent.firstAt().isBefore(from) ? recent.lastAt() : recent.firstAt(),
                recent.lastAt(),
                count,
                OneLine.of(recent.lastReason()),
                properties.malformedQuiet());
    }

    /** The count of the whole incident, perhaps some seconds old. */
    private long whole(Malformed recent, String key, Instant openedAt, Instant now) {
        CountSoFar last = counted.getOrDefault(key, new CountSoFar(0, Instant.MIN, Instant.MIN));
        if (!last.upTo().isBefore(recent.lastAt()) || now.isBefore(last.againAt())) {
            return last.count();
        }
        Instant againAt = now.plus(COUNT_EVERY);
        counted.put(key, new CountSoFar(last.count(), last.upTo(), againAt)); // not at each look even if it fails
        long count = quarantine.count(recent.source(), recent.clientId(), openedAt);
        counted.put(key, new CountSoFar(count, recent.lastAt(), againAt));
        return count;
    }
}
