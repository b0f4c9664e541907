package org.resultsrelay.incidents;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.resultsrelay.clients.Clients;
import org.resultsrelay.incidents.episode.Finding;
import org.resultsrelay.incidents.episode.Finding.Silent;
import org.resultsrelay.incidents.episode.Incident;
import org.resultsrelay.incidents.episode.Kind;
import org.resultsrelay.incidents.episode.Source;
import org.resultsrelay.incidents.episode.Subject;
import org.resultsrelay.incidents.silence.PlatformSilence;
import org.resultsrelay.incidents.silence.Silences;
import org.springframework.stereotype.Component;

/** Platforms of which nothing is heard, though something usually is: until they are heard again. */
@Component
class SilenceSource implements Source {

    /** The least silence that matters lasts far longer. */
    private static final Duration LOOK_EVERY = Duration.ofSeconds(30);

    private final Silences silences;
    private final Clients clients;
    private List<PlatformSilence> found = List.of(); // only the watch uses this and the one below
    private Instant lookAgainAt = Instant.EPOCH;

    SilenceSource(Silences silences, Clients clients) {
        this.silences = silences;
        this.clients = clients;
    }

    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.SILENCE);
    }

    @Override
    public List<Finding> findings(Collection<Incident> open, Instant now) {
        if (!now.isBefore(lookAgainAt)) {
            found = silences.at(now, told(open));
            lookAgainAt = now.plus(LOOK_EVERY);
        }
        return found.stream().map(silence -> finding(silence, now)).toList();
    }

    private Map<Long, Instant> told(Collection<Incident> open) {
        Map<Long, Instant> told = new HashMap<>();
        for (Incident incident : open) {
            String client = incident.client();
            if (incident.kind() == Kind.SILENCE && client != null) {
                clients.find(client).ifPresent(known -> told.put(known.id(), incident.openedAt()));
            }
        }
        return told;
    }

    private Finding finding(PlatformSilence silence, Instant now) {
        return new Silent(
                Subject.of(clients.get(silence.clientId())), silence.since(), now, silence.every(), silence.when());
    }
}
