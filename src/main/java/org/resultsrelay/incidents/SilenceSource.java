package org.resultsrelay.incidents;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.resultsrelay.clients.Clients;
import org.resultsrelay.incidents.episode.Finding;
import org.resultsrelay.incidents.episode.Finding.Silent;
import org.resultsrelay.incidents.episode.Incident;
import org.resultsrelay.incidents.episode.Kind;
import org.resultsrelay.incidents.episode.Source;
import org.resultsrelay.incidents.episode.Subject;
import org.resultsrelay.incidents.silence.Silence;
import org.resultsrelay.incidents.silence.Silences;
import org.springframework.stereotype.Component;

/** Platforms of which nothing is heard, though something usually is: until they are heard again. */
@Component
class SilenceSource implements Source {

    private final Silences silences;
    private final Clients clients;

    SilenceSource(Silences silences, Clients clients) {
        this.silences = silences;
        this.clients = clients;
    }

    @Override
    public List<Finding> findings(Collection<Incident> open, Instant now) {
        Map<Long, Instant> told = new HashMap<>();
        for (Incident incident : open) {
            String client = incident.client();
            if (incident.kind() == Kind.SILENCE && client != null) {
                clients.find(client).ifPresent(found -> told.put(found.id(), incident.openedAt()));
            }
        }
        return silences.at(now, told).stream()
                .map(silence -> finding(silence, now))
                .toList();
    }

    private Finding finding(Silence silence, Instant now) {
        return new Silent(
                Subject.of(clients.get(silence.clientId())), silence.since(), now, silence.every(), silence.when());
    }
}
