package org.resultsrelay.incidents.signs;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.resultsrelay.incidents.episode.Finding;
import org.resultsrelay.incidents.episode.Incident;
import org.resultsrelay.incidents.episode.Kind;
import org.resultsrelay.incidents.episode.Source;
import org.springframework.stereotype.Component;

/** What any of the relays has noticed: each of them reads the same, so that none closes what another has opened. */
@Component
class SignSource implements Source {

    /** A relay that has died says nothing any more, and what it said last is soon worth nothing. */
    static final Duration FRESH = Duration.ofSeconds(20);

    private final Signs signs;
    private final SignsProperties properties;

    SignSource(Signs signs, SignsProperties properties) {
        this.signs = signs;
        this.properties = properties;
    }

    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.KAFKA, Kind.ERRORS);
    }

    @Override
    public List<Finding> findings(Collection<Incident> open, Instant now) {
        return signs.recent(now.minus(FRESH), now.minus(properties.errorsQuiet())).stream()
                .map(SignSource::finding)
                .toList();
    }

    private static Finding finding(Sign sign) {
        return switch (sign.name()) {
            case KAFKA -> new Finding.KafkaAway(sign.since(), sign.seenAt(), sign.error());
            case ERRORS -> new Finding.OwnErrors(sign.since(), sign.seenAt(), sign.count(), sign.error());
        };
    }
}
