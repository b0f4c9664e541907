package org.resultsrelay.incidents;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.resultsrelay.audit.Actor;
import org.resultsrelay.audit.Audit;
import org.resultsrelay.incidents.Alert.AlertState;
import org.resultsrelay.text.Words;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Front door: acknowledge, snooze and resolve. Each action is one transaction with its audit record, and shows in the
 * alert's message at once.
 */
@Component
public class IncidentActions {

    private final Incidents incidents;
    private final Alerts alerts;
    private final AlertMessages messages;
    private final Words words;
    private final Audit audit;
    private final Clock clock;

    IncidentActions(Incidents incidents, Alerts alerts, AlertMessages messages, Words words, Audit audit, Clock clock) {
        this.incidents = incidents;
        this.alerts = alerts;
        this.messages = messages;
        this.words = words;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * The result of an action. {@code done} is false if nothing had to be done; the sentence says how things stand now.
     */
    public record ActionResult(boolean done, String sentence) {}

    /** Somebody takes care of it: it is not repeated. */
    @Transactional
    public ActionResult acknowledge(long alertId, Actor by) {
        Instant now = clock.instant();
        return ongoing(alertId, now, alert -> {
            if (alert.state(now) == AlertState.ACKNOWLEDGED) {
                return new ActionResult(false, "It was " + alert.acknowledged(words) + " already.");
            }
            alert.acknowledge(by.name(), now);
            audit.record(by, "acknowledgeIncident", alert.family(), AlertText.headline(alert.body()));
            return new ActionResult(true, alert.acknowledged(words));
        });
    }

    /** The alert is repeated after {@code length}, unless it is over by then. */
    @Transactional
    public ActionResult snooze(long alertId, Duration length, Actor by) {
        Instant now = clock.instant();
        return ongoing(alertId, now, alert -> {
            if (alert.state(now) == AlertState.ACKNOWLEDGED) {
                return new ActionResult(false, "It is " + alert.acknowledged(words) + ", and is not sent again.");
            }
            alert.snooze(by.name(), now.plus(length));
            audit.record(by, "snoozeIncident", alert.family(), length.toString());
            return new ActionResult(true, alert.snoozed(words));
        });
    }

    /**
     * Closes one incident by hand; no new one is opened while its trouble lasts. Empty if there is no such incident.
     */
    @Transactional
    Optional<ActionResult> resolve(long id, Actor by) {
        Instant now = clock.instant();
        incidents.lock();
        return incidents.findById(id).map(incident -> {
            if (incident.resolvedAt() != null) {
                return ended(incident.resolvedAt());
            }
            incident.dismiss(by.name(), now);
            audit.record(by, "resolveIncident", "incident:" + id, incident.subject());
            alerts.findById(incident.alertId())
                    .ifPresent(alert -> messages.endIfOver(alert, incidents.findByAlertIdOrderById(alert.id()), now));
            return new ActionResult(true, "closed by " + by.name());
        });
    }

    /**
     * Runs under the lock of all changes: of two people who act at once, the second one learns what the first one did.
     */
    private ActionResult ongoing(long alertId, Instant now, Function<Alert, ActionResult> action) {
        incidents.lock();
        Optional<Alert> found = alerts.findById(alertId);
        if (found.isEmpty()) {
            return new ActionResult(false, "There is no such alert any more.");
        }
        Alert alert = found.get();
        if (alert.overAt() != null) {
            return ended(alert.overAt());
        }
        ActionResult result = action.apply(alert);
        if (result.done()) {
            messages.update(alert, incidents.findByAlertIdOrderById(alertId), now);
        }
        return result;
    }

    private ActionResult ended(Instant over) {
        return new ActionResult(false, "It ended on " + words.day(over) + ".");
    }
}
