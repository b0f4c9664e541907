package org.resultsrelay.incidents;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.resultsrelay.incidents.Alert.AlertState;
import org.resultsrelay.incidents.detection.RemainingBacklog;
import org.resultsrelay.incidents.trouble.Trouble;
import org.resultsrelay.incidents.trouble.Trouble.AffectedClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Opens, updates and closes incidents and reviews their alerts. Each change and the message about it are one
 * transaction. A lock makes sure that several relays that see the same trouble open it once.
 */
@Component
class IncidentLifecycle {

    private static final Duration BACKLOG_EVERY = Duration.ofSeconds(5);
    private static final Duration BACKLOG_AT_MOST = Duration.ofDays(1);

    private final Incidents incidents;
    private final Alerts alerts;
    private final AlertMessages messages;
    private final Mutes mutes;
    private final RemainingBacklog backlog;
    private final IncidentsProperties properties;

    IncidentLifecycle(
            Incidents incidents,
            Alerts alerts,
            AlertMessages messages,
            Mutes mutes,
            RemainingBacklog backlog,
            IncidentsProperties properties) {
        this.incidents = incidents;
        this.alerts = alerts;
        this.messages = messages;
        this.mutes = mutes;
        this.backlog = backlog;
        this.properties = properties;
    }

    /** Opens an incident for each trouble that has none. */
    @Transactional
    void open(List<Trouble> found, Map<String, Trouble> wrong, Instant now) {
        incidents.lock();
        Set<String> known = incidents
                .findByKeyInAndResolvedAtIsNull(found.stream().map(Trouble::key).toList())
                .stream()
                .map(Incident::key)
                .collect(Collectors.toSet());
        List<Alert> open = new ArrayList<>(alerts.findByOverAtIsNullOrderById());
        Suppression suppression = mutes.at(now);
        Set<Alert> touched = new LinkedHashSet<>();
        for (Trouble trouble : found) {
            if (!known.contains(trouble.key())) {
                Alert alert = alertFor(trouble, open, suppression, now);
                incidents.save(new Incident(trouble, alert.id()));
                touched.add(alert);
            }
        }
        touched.stream()
                .filter(alert ->
                        alert.state(now) == AlertState.PENDING || alert.body().isEmpty())
                .forEach(alert -> messages.compose(alert, members(alert), wrong, now));
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

    /** Stores what is known now. People are told at once if the client was paused or resumed. */
    @Transactional
    void update(Collection<String> keys, Map<String, Trouble> wrong, Instant now) {
        incidents.lock();
        Set<Long> news = new LinkedHashSet<>();
        for (Incident incident : incidents.findByKeyInAndResolvedAtIsNull(keys)) {
            Trouble trouble = Objects.requireNonNull(wrong.get(incident.key()));
            if (incident.paused() != trouble.paused()) {
                news.add(incident.alertId());
            }
            if (incident.isOutdatedBy(trouble, properties.updateEvery())) { // no other relay has noted it meanwhile
                incident.update(trouble);
            }
        }
        alerts.findByIdIn(news).stream().filter(alert -> alert.overAt() == null).forEach(alert -> alert.makeDue(now));
    }

    /** The trouble of these is over. */
    @Transactional
    void close(Collection<String> keys, Instant now) {
        incidents.lock();
        List<Incident> closed = incidents.findByKeyInAndResolvedAtIsNull(keys);
        closed.forEach(incident -> incident.resolve(now));
        alerts.findByIdIn(closed.stream().map(Incident::alertId).collect(Collectors.toSet()))
                .forEach(alert -> messages.endIfOver(alert, members(alert), now));
    }

    /** The trouble of incidents that were closed by hand is gone: if it comes back, it opens a new one. */
    @Transactional
    void clearDismissals(Collection<String> dismissed) {
        incidents.lock();
        incidents.findByDismissedTrueAndKeyIn(dismissed).forEach(Incident::clearDismissal);
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

    private void checkBacklog(Alert alert, List<Incident> members, Instant over, Instant now) {
        List<String> clients =
                members.stream().map(Incident::client).filter(Objects::nonNull).toList();
        if (backlog.isLeft(clients, over)) {
            alert.checkBacklogAt(now.isBefore(over.plus(BACKLOG_AT_MOST)) ? now.plus(BACKLOG_EVERY) : null);
        } else {
            messages.caughtUp(alert, now);
        }
    }

    private List<Incident> members(Alert alert) {
        return incidents.findByAlertIdOrderById(alert.id());
    }
}
