package org.resultsrelay.incidents;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.incidents.Alert.AlertState;
import org.resultsrelay.incidents.trouble.Trouble;
import org.resultsrelay.notify.MessageContent;
import org.resultsrelay.notify.Notification;
import org.resultsrelay.notify.Notification.Urgency;
import org.resultsrelay.notify.Notifications;
import org.resultsrelay.notify.UnstoredMessage;
import org.springframework.stereotype.Component;

/** Posts an alert's messages, in the transaction that changed the alert. */
@Component
class AlertMessages {

    private final Notifications notifications;
    private final AlertText text;
    private final IncidentsProperties properties;

    AlertMessages(Notifications notifications, AlertText text, IncidentsProperties properties) {
        this.notifications = notifications;
        this.text = text;
        this.properties = properties;
    }

    /** Composes the text from what is wrong now, and posts it. */
    void compose(Alert alert, List<Incident> members, Map<String, Trouble> wrong, Instant now) {
        String body = text.open(alert, members, wrong).orElse(alert.body());
        alert.updateText(body, now, now.plus(untilNextText(alert, now)));
        update(alert, members, now);
    }

    /** Shortly before the first message is sent, its text is kept fresh. */
    private Duration untilNextText(Alert alert, Instant now) {
        boolean soon = alert.tellAt().isBefore(now.plus(properties.updateEvery()));
        return alert.state(now) == AlertState.PENDING && soon ? properties.every() : properties.updateEvery();
    }

    /** Posts the same text again, with what people did meanwhile. */
    void update(Alert alert, List<Incident> members, Instant now) {
        MessageContent content =
                MessageContent.of(alert.body() + text.mark(alert, now)).with(AlertButton.under(alert, members, now));
        boolean first = alert.telling() == 1;
        post(alert, alert.liveKey(), content, first ? Urgency.NEWS : Urgency.REMINDER, first ? alert.tellAt() : null);
    }

    /** Moves the first message to another time, unless it is being sent already. */
    void reschedule(Instant tellAt, Alert alert) {
        if (!tellAt.equals(alert.tellAt()) && notifications.withdraw(alert.liveKey())) {
            alert.scheduleFirst(tellAt, properties.grouping());
        }
    }

    /** Sends a new message, because an edited one does not ring. */
    void repeat(Alert alert, List<Incident> members, Map<String, Trouble> wrong, Instant now) {
        edit(alert, text.toldAgain(alert));
        alert.beginRepeat(now, properties.grouping());
        compose(alert, members, wrong, now);
    }

    /**
     * Closes the alert when all its incidents are over. An alert that nobody was told of stays untold; an opening that
     * was not delivered yet is replaced by the closing.
     */
    void endIfOver(Alert alert, List<Incident> members, Instant now) {
        if (members.stream().anyMatch(Incident::isOpen)) {
            return;
        }
        String closing = text.closed(alert, members);
        String saidUnder = null;
        if (notifications.told(alert.liveKey())) {
            edit(alert, text.was(alert.body(), now));
            saidUnder = alert.family() + ":over";
        } else if (!alert.body().isEmpty() && !notifications.withdraw(alert.liveKey())) {
            saidUnder = alert.liveKey();
        }
        boolean backlog = saidUnder != null && members.stream().allMatch(Incident::mayLeaveBacklog);
        alert.end(now, closing, saidUnder, backlog ? now : null);
        postClosing(alert);
    }

    private void postClosing(Alert alert) {
        if (alert.closingKey() != null) {
            post(alert, alert.closingKey(), MessageContent.of(alert.body()), Urgency.CLOSING, null);
        }
    }

    /** Adds to the closing message that the backlog is delivered. */
    void caughtUp(Alert alert, Instant now) {
        alert.caughtUp(text.caughtUp(alert, now));
        postClosing(alert);
    }

    /** A message about trouble that cannot be stored while it lasts. */
    UnstoredMessage unstored() {
        return notifications.unstored();
    }

    /** Tells people once, however often it is called. */
    void sendUnstored(Trouble trouble, UnstoredMessage message) {
        message.send(opening(trouble), trouble.seen());
    }

    private String opening(Trouble trouble) {
        Alert alert = new Alert(trouble, trouble.seen(), trouble.seen(), properties.grouping());
        return text.open(alert, List.of(new Incident(trouble, 0)), Map.of(trouble.key(), trouble))
                .orElseThrow();
    }

    /** Has the alert take over what a relay told while nothing could be stored; each relay has sent its own. */
    void takeOver(UnstoredMessage message, Alert alert, Trouble trouble, Instant now) {
        if (message.delivered()) {
            String key = alert.liveKey() + ":" + UUID.randomUUID();
            MessageContent was = MessageContent.of(text.was(opening(trouble), now));
            notifications.post(new Notification(key, alert.family(), was, Urgency.NEWS, null), message);
        }
    }

    /** Ends an alert that was told while nothing could be stored. */
    void endUnstored(Alert alert, Incident incident, Instant now) {
        alert.end(now, text.closed(alert, List.of(incident)), alert.family() + ":over", null);
        postClosing(alert);
    }

    private void edit(Alert alert, String said) {
        post(alert, alert.liveKey(), MessageContent.of(said), Urgency.NEWS, null);
    }

    private void post(Alert alert, String key, MessageContent content, Urgency urgency, @Nullable Instant notBefore) {
        notifications.post(new Notification(key, alert.family(), content, urgency, notBefore));
    }
}
