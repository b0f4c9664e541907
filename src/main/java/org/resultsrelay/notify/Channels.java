package org.resultsrelay.notify;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.resultsrelay.notify.Notifier.Delivered;
import org.resultsrelay.notify.Notifier.Missing;
import org.resultsrelay.notify.Notifier.NotDelivered;
import org.resultsrelay.notify.Notifier.OutboundMessage;
import org.resultsrelay.notify.Notifier.RateLimited;
import org.resultsrelay.notify.Notifier.SendOutcome;
import org.resultsrelay.notify.Notifier.Unconfirmed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The configured channels of this relay, or else the log. It counts the outcome of every message. */
@Component
class Channels {

    private static final Logger log = LoggerFactory.getLogger(Channels.class);

    private final List<Notifier> notifiers;
    private final MeterRegistry meters;

    Channels(ObjectProvider<Notifier> configured, MeterRegistry meters) {
        List<Notifier> found = configured.orderedStream().toList();
        if (found.isEmpty()) {
            log.info("Alerts go to this log. To get them on Telegram, set RELAY_TELEGRAM_BOT_TOKEN and"
                    + " RELAY_TELEGRAM_CHAT_ID.");
        }
        this.notifiers = found.isEmpty() ? List.of(new LogNotifier()) : found;
        this.meters = meters;
    }

    List<String> names() {
        return notifiers.stream().map(Notifier::channel).toList();
    }

    /** The channel of a destination: {@code telegram:1001} belongs to {@code telegram}. */
    Notifier of(String destination) {
        String channel = destination.split(":", 2)[0];
        return notifiers.stream()
                .filter(notifier -> notifier.channel().equals(channel))
                .findFirst()
                .orElseThrow();
    }

    /** A defect in one channel must not lose the message: it stays wanted. */
    SendOutcome send(OutboundMessage outbound) {
        Notifier notifier = of(outbound.destination());
        SendOutcome outcome;
        try {
            outcome = notifier.send(outbound);
        } catch (RuntimeException e) {
            log.error("The channel {} failed unexpectedly. The message is kept and sent again", notifier.channel(), e);
            outcome = new Unconfirmed("unexpected: " + e.getClass().getSimpleName());
        }
        meters.counter("relay.notifications", "channel", notifier.channel(), "outcome", name(outcome))
                .increment();
        return outcome;
    }

    private static String name(SendOutcome outcome) {
        return switch (outcome) {
            case Delivered _ -> "delivered";
            case RateLimited _ -> "throttled";
            case NotDelivered _ -> "failed";
            case Unconfirmed _ -> "unknown";
            case Missing _ -> "missing";
        };
    }
}
