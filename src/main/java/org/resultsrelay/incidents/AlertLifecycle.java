package org.resultsrelay.incidents;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.resultsrelay.incidents.Alert.AlertState;
import org.resultsrelay.incidents.Mutes.Suppression;
import org.resultsrelay.incidents.trouble.DeliveryDetector;
import org.resultsrelay.incidents.trouble.Trouble;
import org.resultsrelay.incidents.trouble.Trouble.AffectedClient;
import org.resultsrelay.notify.UnstoredMessage;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Groups new incidents into alerts, and keeps each alert's messages up to date from the first one to the last. All of
 * this runs under the lock of {@link Incidents}, and each change and the message about it are one transaction.
 */
@Component
class AlertLifecycle {

    private static final Duration BACKLOG_EVERY = Duration.ofSeconds(5);
    private static final Duration BACKLOG_AT_MOST = Duration.ofDays(1);

    private final Incidents incidents;
    private final Alerts alerts;
    private final AlertMessages messages;
    private final Mutes mutes;
    private final DeliveryDetector deliveries;
    private final IncidentsProperties properties;

    AlertLifecycle(
            Incidents incidents,
            Alerts alerts,
            AlertMessages messages,
            Mutes mutes,
            DeliveryDetector deliveries,
            IncidentsProperties properties) {
        this.incidents = incidents;
        this.alerts = alerts;
        this.messages = messages;
        this.mutes = mutes;
        this.deliveries = deliveries;
        this.properties = properties;
    }

    /** Opens an incident for each of these troubles, in an open alert that accepts it or in a new one. */
    void open(List<Trouble> found, Instant now) {
        if (found.isEmpty()) {
            return;
        }
        List<Alert> open = new ArrayList<>(alerts.findByOverAtIsNullOrderById());
        Suppression suppression = mutes.at(now);
        found.forEach(trouble -> incidents.save(
                new Incident(trouble, alertFor(trouble, open, suppression, now).id())));
    }

    /** The newest open alert that accepts this trouble, or a new one. */
    private Alert alertFor(Trouble trouble, List<Alert> open, Suppression suppression, Instant now) {
        IncidentsProperties.Grouping grouping = properties.grouping();
        AffectedClient client = trouble.client();
        Instant tellAt = suppression.tellAt(client == null ? null : client.key(), now.plus(grouping.firstAfter()));
        Alert alert = open.reversed().stream()
                .filter(one -> one.accepts(trouble, now, tellAt, grouping))
                .findFirst()
                .orElseGet(() -> {
                    Alert begun = alerts.save(new Alert(trouble, now, tellAt, grouping));
                    open.add(begun);
                    return begun;
                });
        alert.join(trouble, now);
        return alert;
    }

    /** Ends those of these alerts that have no open incident any more. */
    void endThoseOver(Collection<Long> ids, Instant now) {
        ongoing(ids).forEach(alert -> messages.endIfOver(alert, members(alert), now));
    }

    /** Has these alerts reviewed at once. */
    void makeDue(Collection<Long> ids, Instant now) {
        ongoing(ids).forEach(alert -> alert.makeDue(now));
    }

    private List<Alert> ongoing(Collection<Long> ids) {
        return ids.isEmpty() ? List.of() : alerts.findByIdInAndOverAtIsNull(ids);
    }

    /** Alerts that need a newer text, a repeat, or a check of their backlog. */
    List<Long> due(Instant now) {
        return alerts.due(now);
    }

    @Transactional
    void review(long alertId, Map<String, Trouble> wrong, Instant now) {
        incidents.lock();
        alerts.findById(alertId).filter(alert -> alert.isDue(now)).ifPresent(alert -> review(alert, wrong, now));
    }

    /** Mutes are read at each review, so nothing has to be done when one ends. */
    private void review(Alert alert, Map<String, Trouble> wrong, Instant now) {
        List<Incident> members = members(alert);
        if (alert.overAt() != null) {
            checkBacklog(alert, members, alert.overAt(), now);
            return;
        }
        List<Incident> open = members.stream().filter(Incident::isOpen).toList();
        Suppression suppression = mutes.at(now);
        if (alert.isRepeatDue(now) && !suppression.holdsBackRepeat(open)) {
            messages.repeat(alert, members, wrong, now);
            return;
        }
        if (alert.state(now) == AlertState.PENDING) {
            Instant usual = now.plus(properties.grouping().firstAfter());
            Instant unmuted = alert.tellAt().isBefore(usual) ? alert.tellAt() : usual;
            messages.reschedule(suppression.tellAt(open, unmuted), alert);
        }
        messages.compose(alert, members, wrong, now);
    }

    /** Users may still wait after the end, because the backlog is sent at the client's pace. */
    private void checkBacklog(Alert alert, List<Incident> members, Instant over, Instant now) {
        List<String> clients =
                members.stream().map(Incident::client).filter(Objects::nonNull).toList();
        if (deliveries.anyWaitSince(clients, over)) {
            alert.checkBacklogAt(now.isBefore(over.plus(BACKLOG_AT_MOST)) ? now.plus(BACKLOG_EVERY) : null);
        } else {
            messages.caughtUp(alert, now);
        }
    }

    /** Stores trouble that could not be stored while it lasted; once, even if several relays have met it. */
    @Transactional
    void recordEnded(Trouble trouble, UnstoredMessage message, Instant now) {
        incidents.lock();
        Optional<Alert> known = incidents
                .findFirstByKeyAndResolvedAtAfterOrderById(trouble.key(), trouble.since())
                .flatMap(incident -> alerts.findById(incident.alertId()));
        Alert alert = known.orElseGet(() -> alerts.save(new Alert(trouble, now, now, properties.grouping())));
        messages.takeOver(message, alert, trouble, now);
        if (known.isEmpty()) {
            Incident incident = incidents.save(new Incident(trouble, alert.id()));
            incident.troubleIsGone(now);
            messages.endUnstored(alert, incident, now);
        }
    }

    private List<Incident> members(Alert alert) {
        return incidents.findByAlertIdOrderById(alert.id());
    }
}
