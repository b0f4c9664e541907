package org.resultsrelay.incidents;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.resultsrelay.incidents.Finding.DatabaseAway;
import org.resultsrelay.notify.Content;
import org.resultsrelay.notify.Notifications;
import org.resultsrelay.notify.Post;
import org.resultsrelay.notify.Unstored;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Opens, changes and resolves episodes, each together with the text of its message in one transaction. The lock on the key
 * lets any number of relays look at the same trouble and open it once.
 */
@Component
class Episodes {

    private final Incidents incidents;
    private final Notifications notifications;
    private final Wording wording;
    private final IncidentsProperties properties;

    Episodes(Incidents incidents, Notifications notifications, Wording wording, IncidentsProperties properties) {
        this.incidents = incidents;
        this.notifications = notifications;
        this.wording = wording;
        this.properties = properties;
    }

    @Transactional
    void seen(Finding finding, Instant now) {
        incidents.lock(finding.key());
        incidents
                .findByKeyAndResolvedAtIsNull(finding.key())
                .ifPresentOrElse(incident -> gather(incident, finding, now), () -> open(finding, now));
    }

    private void open(Finding finding, Instant now) {
        tell(incidents.save(new Incident(finding, now)), finding);
    }

    private void gather(Incident incident, Finding finding, Instant now) {
        incident.gather(finding);
        if (incident.dueToTell(now, properties.updateEvery())) {
            tell(incident, finding);
        }
    }

    private void tell(Incident incident, Finding finding) {
        notifications.post(Post.of(messageKey(incident), Content.of(wording.open(incident, finding))));
    }

    @Transactional
    void over(String key, Instant now) {
        incidents.lock(key);
        incidents.findByKeyAndResolvedAtIsNull(key).ifPresent(incident -> {
            incident.resolve(now);
            notifications.post(Post.of(messageKey(incident), Content.of(wording.closed(incident))));
        });
    }

    /** A message for an episode that cannot be stored. */
    Unstored unstored() {
        return notifications.unstored();
    }

    /** Tells without the database; once, however often it is called. */
    void away(DatabaseAway away, Unstored message) {
        message.tell(wording.open(new Incident(away, away.seen()), away), away.seen());
    }

    /** Records afterwards what could not be stored while it lasted: once, though several relays have lived through it. */
    @Transactional
    void recovered(DatabaseAway away, Instant now, Unstored message) {
        incidents.lock(away.key());
        Optional<Incident> known = incidents.findFirstByKeyAndResolvedAtAfterOrderById(away.key(), away.since());
        Incident incident = known.orElseGet(() -> incidents.save(new Incident(away, now)));
        if (known.isEmpty()) {
            incident.resolve(now);
        }
        if (known.isEmpty() || message.delivered()) {
            notifications.post(
                    Post.of(messageKey(incident) + ":" + UUID.randomUUID(), Content.of(wording.closed(incident))),
                    message);
        }
    }

    private static String messageKey(Incident incident) {
        return "incident:" + incident.id();
    }
}
