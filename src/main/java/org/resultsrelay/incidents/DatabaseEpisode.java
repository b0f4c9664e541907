package org.resultsrelay.incidents;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.resultsrelay.incidents.alert.Alert;
import org.resultsrelay.incidents.alert.Alerts;
import org.resultsrelay.incidents.alert.Grouping;
import org.resultsrelay.incidents.episode.Finding.DatabaseAway;
import org.resultsrelay.incidents.episode.Incident;
import org.resultsrelay.incidents.episode.Incidents;
import org.resultsrelay.incidents.wording.AlertText;
import org.resultsrelay.notify.MessageContent;
import org.resultsrelay.notify.Notification;
import org.resultsrelay.notify.Notification.Urgency;
import org.resultsrelay.notify.Notifications;
import org.resultsrelay.notify.UnstoredMessage;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The database's own episode: told without it while it lasts, and recorded afterwards. */
@Component
class DatabaseEpisode {

    private final Incidents incidents;
    private final Alerts alerts;
    private final Notifications notifications;
    private final AlertText text;
    private final Grouping grouping;

    DatabaseEpisode(
            Incidents incidents, Alerts alerts, Notifications notifications, AlertText text, Grouping grouping) {
        this.incidents = incidents;
        this.alerts = alerts;
        this.notifications = notifications;
        this.text = text;
        this.grouping = grouping;
    }

    /** A message for an episode that cannot be stored. */
    UnstoredMessage unstored() {
        return notifications.unstored();
    }

    /** Tells without the database; once, however often it is called. */
    void away(DatabaseAway away, UnstoredMessage message) {
        message.tell(opening(away), away.seen());
    }

    private String opening(DatabaseAway away) {
        Alert alert = new Alert(away, away.seen(), away.seen(), grouping);
        return text.open(alert, List.of(new Incident(away, 0)), Map.of(away.key(), away))
                .orElseThrow();
    }

    /** Records afterwards what could not be stored while it lasted: once, though several relays have lived through it. */
    @Transactional
    void recovered(DatabaseAway away, Instant now, UnstoredMessage message) {
        incidents.lock();
        Optional<Incident> known = incidents.findFirstByKeyAndResolvedAtAfterOrderById(away.key(), away.since());
        Alert alert = known.map(Incident::alertId).flatMap(alerts::findById).orElseGet(() -> record(away, now));
        if (message.delivered()) {
            String opening =
                    alert.liveKey() + ":" + UUID.randomUUID(); // each relay has told it in a message of its own
            MessageContent was = MessageContent.of(text.was(opening(away), now));
            notifications.post(new Notification(opening, alert.family(), was, Urgency.NEWS, null), message);
        }
        if (known.isEmpty()) {
            MessageContent closing = MessageContent.of(alert.body());
            notifications.post(new Notification(closingKey(alert), alert.family(), closing, Urgency.CLOSING, null));
        }
    }

    private Alert record(DatabaseAway away, Instant now) {
        Alert alert = alerts.save(new Alert(away, now, now, grouping));
        Incident incident = new Incident(away, alert.id());
        incident.resolve(now);
        alert.end(now, text.closed(alert, List.of(incidents.save(incident))), closingKey(alert), null);
        return alert;
    }

    private static String closingKey(Alert alert) {
        return alert.family() + ":over";
    }
}
