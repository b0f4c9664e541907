package org.resultsrelay.incidents;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.incidents.alert.Alert;
import org.resultsrelay.incidents.alert.Grouping;
import org.resultsrelay.incidents.alert.Phase;
import org.resultsrelay.incidents.episode.Finding;
import org.resultsrelay.incidents.episode.Incident;
import org.resultsrelay.incidents.wording.AlertText;
import org.resultsrelay.notify.MessageContent;
import org.resultsrelay.notify.Notification;
import org.resultsrelay.notify.Notification.Urgency;
import org.resultsrelay.notify.Notifications;
import org.springframework.stereotype.Component;

/** Says what there is to say of an alert, in the transaction of whoever has changed it. Nobody else posts about alerts. */
@Component
class Teller {

    private final Notifications notifications;
    private final AlertText text;
    private final Grouping grouping;
    private final IncidentsProperties properties;

    Teller(Notifications notifications, AlertText text, Grouping grouping, IncidentsProperties properties) {
        this.notifications = notifications;
        this.text = text;
        this.grouping = grouping;
        this.properties = properties;
    }

    /** Composes its text anew from what is wrong now. */
    void tell(Alert alert, List<Incident> members, Map<String, Finding> wrong, Instant now) {
        String body = text.open(alert, members, wrong).orElse(alert.body());
        alert.says(body, now, now.plus(rest(alert, now)));
        retell(alert, members, now);
    }

    /** Shortly before the first word, the text is kept up to date for the moment when it is said. */
    private Duration rest(Alert alert, Instant now) {
        boolean soon = alert.tellAt().isBefore(now.plus(properties.updateEvery()));
        return alert.phase(now) == Phase.GATHERING && soon ? properties.every() : properties.updateEvery();
    }

    /** The same text with what people did meanwhile. */
    void retell(Alert alert, List<Incident> members, Instant now) {
        MessageContent content =
                MessageContent.of(alert.body() + text.mark(alert, now)).with(AlertButtons.of(alert, members, now));
        boolean first = alert.telling() == 1;
        post(alert, alert.liveKey(), content, first ? Urgency.NEWS : Urgency.REMINDER, first ? alert.tellAt() : null);
    }

    /** Tells it in a new message, because an edited one does not ring. */
    void repeat(Alert alert, List<Incident> members, Map<String, Finding> wrong, Instant now) {
        edit(alert, text.toldAgain(alert));
        alert.repeats(now, grouping);
        tell(alert, members, wrong, now);
    }

    /** What was over before its first word is not told at all; what could not be told yet is told once, as over. */
    void endIfOver(Alert alert, List<Incident> members, Instant now) {
        if (members.stream().noneMatch(Incident::isOpen)) {
            String closing = text.closed(alert, members);
            String saidUnder = close(alert, closing, now);
            alert.end(now, closing, saidUnder, saidUnder != null && RemainingBacklog.mayBeLeft(members) ? now : null);
        }
    }

    /** Nobody waits any more for what could not be sent meanwhile. */
    void caughtUp(Alert alert, Instant now) {
        alert.caughtUp(now, text.caughtUp(alert, now));
        MessageContent content = MessageContent.of(alert.body());
        post(alert, Objects.requireNonNull(alert.closingKey()), content, Urgency.CLOSING, null);
    }

    private @Nullable String close(Alert alert, String closing, Instant now) {
        if (notifications.told(alert.liveKey())) {
            edit(alert, text.was(alert.body(), now));
            String key = alert.family() + ":over";
            post(alert, key, MessageContent.of(closing), Urgency.CLOSING, null);
            return key;
        }
        if (notifications.withdraw(alert.liveKey())) {
            return null;
        }
        edit(alert, closing);
        return alert.liveKey();
    }

    private void edit(Alert alert, String said) {
        post(alert, alert.liveKey(), MessageContent.of(said), Urgency.NEWS, null);
    }

    private void post(Alert alert, String key, MessageContent content, Urgency urgency, @Nullable Instant notBefore) {
        notifications.post(new Notification(key, alert.family(), content, urgency, notBefore));
    }
}
