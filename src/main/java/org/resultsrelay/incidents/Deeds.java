package org.resultsrelay.incidents;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.resultsrelay.audit.Actor;
import org.resultsrelay.audit.Audit;
import org.resultsrelay.incidents.IncidentDesk.Reaction;
import org.resultsrelay.incidents.alert.Alert;
import org.resultsrelay.incidents.alert.Alerts;
import org.resultsrelay.incidents.alert.Phase;
import org.resultsrelay.incidents.episode.Incident;
import org.resultsrelay.incidents.episode.Incidents;
import org.resultsrelay.incidents.wording.AlertText;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What people do about alerts: each deed is one transaction, written into the audit trail, and shown under the alert at once. */
@Component
class Deeds {

    private final Incidents incidents;
    private final Alerts alerts;
    private final Teller teller;
    private final AlertText text;
    private final Audit audit;
    private final Clock clock;

    Deeds(Incidents incidents, Alerts alerts, Teller teller, AlertText text, Audit audit, Clock clock) {
        this.incidents = incidents;
        this.alerts = alerts;
        this.teller = teller;
        this.text = text;
        this.audit = audit;
        this.clock = clock;
    }

    /** Somebody takes care of it: it is not told again. */
    @Transactional
    Reaction acknowledge(long id, Actor by) {
        Instant now = now();
        return ongoing(id, now, alert -> {
            if (alert.phase(now) == Phase.ACKNOWLEDGED) {
                return new Reaction(false, "It was " + text.acknowledged(alert) + " already.");
            }
            alert.acknowledge(by.name(), now);
            audit.record(by, "acknowledgeIncident", alert.family(), AlertText.headline(alert.body()));
            return new Reaction(true, text.acknowledged(alert));
        });
    }

    /** Not now: it is told again then, unless it is over. */
    @Transactional
    Reaction snooze(long id, Duration length, Actor by) {
        Instant now = now();
        return ongoing(id, now, alert -> {
            if (alert.phase(now) == Phase.ACKNOWLEDGED) {
                return new Reaction(false, "It is " + text.acknowledged(alert) + ", and is not told again.");
            }
            alert.snooze(by.name(), now.plus(length));
            audit.record(by, "snoozeIncident", alert.family(), length.toString());
            return new Reaction(true, text.snoozed(alert));
        });
    }

    /** Whatever the sources say: it is over, and not opened again before it has been gone once. */
    @Transactional
    Reaction resolve(long incident, Actor by) {
        Instant now = now();
        incidents.lock();
        Incident episode = incidents.findById(incident).orElseThrow(() -> IncidentController.unknown(incident));
        if (episode.resolvedAt() != null) {
            return new Reaction(false, text.overSince(episode.resolvedAt()));
        }
        episode.dismiss(by.name(), now);
        audit.record(by, "resolveIncident", "incident:" + incident, episode.subject());
        alerts.findById(episode.alertId())
                .ifPresent(alert -> teller.endIfOver(alert, incidents.findByAlertIdOrderById(alert.id()), now));
        return new Reaction(true, "closed by " + by.name());
    }

    /** Under the lock that all changes take, so that of two who do the same at once the second hears of the first. */
    private Reaction ongoing(long id, Instant now, Deed deed) {
        incidents.lock();
        Optional<Alert> found = alerts.findById(id);
        if (found.isEmpty()) {
            return new Reaction(false, "This alert is not known any more.");
        }
        Alert alert = found.get();
        if (alert.overAt() != null) {
            return new Reaction(false, text.overSince(alert.overAt()));
        }
        Reaction reaction = deed.on(alert);
        if (reaction.done()) {
            teller.retell(alert, incidents.findByAlertIdOrderById(id), now);
        }
        return reaction;
    }

    private interface Deed {
        Reaction on(Alert alert);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
