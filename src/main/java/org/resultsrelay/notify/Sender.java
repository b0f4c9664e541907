package org.resultsrelay.notify;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.resultsrelay.notify.Notifier.Delivered;
import org.resultsrelay.notify.Notifier.Missing;
import org.resultsrelay.notify.Notifier.NotDelivered;
import org.resultsrelay.notify.Notifier.RateLimited;
import org.resultsrelay.notify.Notifier.SendOutcome;
import org.resultsrelay.notify.Notifier.Unconfirmed;
import org.resultsrelay.notify.OutboxClaims.ClaimedMessage;
import org.resultsrelay.scheduling.Tick;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Brings every channel up to the wanted texts: claim, send, settle, one message at a time. An outcome is remembered
 * until it is settled, so that a message is not sent twice when the database goes away in between.
 */
@Component
class Sender implements Tick {

    private static final Logger log = LoggerFactory.getLogger(Sender.class);

    private final OutboxClaims claims;
    private final Channels channels;
    private final NotifyProperties properties;
    private final Clock clock;
    private final Queue<Runnable> unsettled = new ConcurrentLinkedQueue<>();

    Sender(OutboxClaims claims, Channels channels, NotifyProperties properties, Clock clock) {
        this.claims = claims;
        this.channels = channels;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public int tick() {
        for (Runnable left = unsettled.poll(); left != null; left = unsettled.poll()) {
            settle(left);
        }
        Instant now = clock.instant();
        return claims.claim(channels.names(), now, now.plus(properties.lease()))
                .map(this::tell)
                .orElse(0);
    }

    private int tell(ClaimedMessage message) {
        OutboundMessage outbound = message.outbound();
        Notifier notifier = channels.of(outbound.destination());
        String standing = outbound.messageId();
        if (standing != null && !notifier.edits()) {
            Instant now = clock.instant();
            claims.settle(message, new Delivered(standing), now, message.sent(), now);
            return 1;
        }
        if (standing == null && message.perhapsAgain()) {
            log.warn(
                    "It is not known whether {} has got \"{}\" already: it is told again.",
                    outbound.destination(),
                    outbound.content().headline());
        }
        SendOutcome outcome = channels.tell(notifier, outbound);
        Instant now = clock.instant();
        List<Instant> sent = message.sentUntil(now);
        Instant open = outcome instanceof RateLimited(Duration retryAfter)
                ? now.plus(retryAfter)
                : notifier.throttle(outbound.destination()).next(sent, now);
        report(message, outcome);
        settle(() -> claims.settle(message, outcome, open, sent, now));
        return 1;
    }

    private void settle(Runnable settlement) {
        try {
            settlement.run();
        } catch (RuntimeException e) {
            unsettled.add(settlement);
            throw e;
        }
    }

    /** Once for each reason: the message stays wanted, so repeating it would only be noise. */
    private static void report(ClaimedMessage message, SendOutcome outcome) {
        String reason = switch (outcome) {
            case NotDelivered(String why, boolean _) -> why;
            case Unconfirmed(String why) -> why;
            case Delivered _, RateLimited _, Missing _ -> null;
        };
        if (reason != null && !reason.equals(message.error())) {
            log.warn(
                    "Could not yet tell {} \"{}\": {}. It is tried again by itself.",
                    message.outbound().destination(),
                    message.outbound().content().headline(),
                    reason);
        }
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(1);
    }
}
