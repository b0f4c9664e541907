package org.resultsrelay.incidents;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.resultsrelay.incidents.trouble.DatabaseUnavailable;
import org.resultsrelay.notify.MessageContent;
import org.resultsrelay.notify.Notification;
import org.resultsrelay.notify.Notification.Urgency;
import org.resultsrelay.notify.Notifications;
import org.resultsrelay.notify.UnstoredMessage;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Tells of a database outage without the database, and stores its incident afterwards. */
@Component
class DatabaseIncident {

    private final Incidents incidents;
    private final Alerts alerts;
    private final Notifications notifications;
    private final AlertText text;
    private final IncidentsProperties properties;

    DatabaseIncident(
            Incidents incidents,
            Alerts alerts,
            Notifications notifications,
            AlertText text,
            IncidentsProperties properties) {
        this.incidents = incidents;
        this.alerts = alerts;
        this.notifications = notifications;
        this.text = text;
        this.properties = properties;
    }

    /** A message that is kept in memory. */
    UnstoredMessage message() {
        return notifications.unstored();
    }

    /** Tells people once, however often it is called. */
    void tell(DatabaseUnavailable outage, UnstoredMessage message) {
        message.tell(opening(outage), outage.seen());
    }

    private String opening(DatabaseUnavailable outage) {
        Alert alert = new Alert(outage, outage.seen(), outage.seen(), properties.grouping());
        return text.open(alert, List.of(new Incident(outage, 0)), Map.of(outage.key(), outage))
                .orElseThrow();
    }

    /** Stores the incident once, even if several relays saw the outage. */
    @Transactional
    void recordEnded(DatabaseUnavailable outage, Instant now, UnstoredMessage message) {
        incidents.lock();
        Optional<Incident> known = incidents.findFirstByKeyAndResolvedAtAfterOrderById(outage.key(), outage.since());
        Alert alert = known.map(Incident::alertId).flatMap(alerts::findById).orElseGet(() -> save(outage, now));
        if (message.delivered()) {
            String opening =
                    alert.liveKey() + ":" + UUID.randomUUID(); // each relay has told it in a message of its own
            MessageContent was = MessageContent.of(text.was(opening(outage), now));
            notifications.post(new Notification(opening, alert.family(), was, Urgency.NEWS, null), message);
        }
        if (known.isEmpty()) {
            MessageContent closing = MessageContent.of(alert.body());
            notifications.post(
                    new Notification(alert.family() + ":over", alert.family(), closing, Urgency.CLOSING, null));
        }
    }

    private Alert save(DatabaseUnavailable outage, Instant now) {
        Alert alert = alerts.save(new Alert(outage, now, now, properties.grouping()));
        Incident incident = new Incident(outage, alert.id());
        incident.troubleIsGone(now);
        String closing = text.closed(alert, List.of(incidents.save(incident)));
        alert.end(now, closing, alert.family() + ":over", null);
        return alert;
    }
}
