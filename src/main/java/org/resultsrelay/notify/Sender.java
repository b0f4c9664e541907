package org.resultsrelay.notify;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.resultsrelay.notify.Notifier.Delivered;
import org.resultsrelay.notify.Notifier.Missing;
import org.resultsrelay.notify.Notifier.NotDelivered;
import org.resultsrelay.notify.Notifier.RateLimited;
import org.resultsrelay.notify.Notifier.SendOutcome;
import org.resultsrelay.notify.Notifier.Unconfirmed;
import org.resultsrelay.scheduling.Tick;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Brings every channel up to the wanted texts: claim, tell, settle, one message at a time. What came of a message is
 * remembered until it could be settled, so that a database that goes away in between makes nobody tell it twice.
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
        Notifier notifier = channels.of(message.outbound().destination());
        String standing = message.outbound().messageId();
        if (standing != null && !notifier.edits()) {
            Instant now = clock.instant();
            claims.delivered(message, standing, new ChannelState(now, now, message.sent(), false));
            return 1;
        }
        UnconfirmedMessage stray = message.tried().stray();
        SendOutcome sent = stray == null ? channels.tell(notifier, message.outbound()) : findOrTell(notifier, stray);
        Instant now = clock.instant();
        settle(() -> settle(message, sent, notifier, now));
        return 1;
    }

    /** What is found is not sent again; what is missing is, in a turn of its own. */
    private SendOutcome findOrTell(Notifier notifier, UnconfirmedMessage stray) {
        Optional<SendOutcome> found = channels.find(notifier, stray, claims::taken);
        OutboundMessage outbound = stray.outbound();
        if (found.isEmpty() || found.get() instanceof Missing) {
            log.warn(
                    "It is not known whether {} has got \"{}\"; {}it is told again.",
                    outbound.destination(),
                    outbound.content().headline(),
                    found.isEmpty() ? "" : "it was looked for and not found, so ");
        } else if (found.get() instanceof Delivered) {
            log.info(
                    "{} had got \"{}\" already",
                    outbound.destination(),
                    outbound.content().headline());
        }
        return found.orElseGet(() -> channels.tell(notifier, outbound));
    }

    private void settle(Runnable settlement) {
        try {
            settlement.run();
        } catch (RuntimeException e) {
            unsettled.add(settlement);
            throw e;
        }
    }

    private void settle(ClaimedMessage message, SendOutcome sent, Notifier notifier, Instant now) {
        List<Instant> all = message.sentUntil(now);
        Instant open = notifier.throttle(message.outbound().destination()).next(all, now);
        ChannelState failing = new ChannelState(now, open, all, true);
        switch (sent) {
            case Delivered(String messageId) ->
                claims.delivered(message, messageId, new ChannelState(now, open, all, false));
            case RateLimited(Duration retryAfter) -> {
                ChannelState patient = new ChannelState(now, now.plus(retryAfter), all, true);
                claims.throttled(message, patient);
            }
            case Missing _ -> claims.missing(message, failing);
            case NotDelivered failed ->
                claims.failed(message, reported(message, Failure.of(message, failed, now)), failing);
            case Unconfirmed unknown ->
                claims.failed(message, reported(message, Failure.of(message, unknown, now)), failing);
        }
    }

    /** Once for each reason: the message stays wanted, so that repeating it would only be noise. */
    private static Failure reported(ClaimedMessage message, Failure failure) {
        if (!failure.reason().equals(message.tried().error())) {
            log.warn(
                    "Could not yet tell {} \"{}\": {}. It is tried again by itself.",
                    message.outbound().destination(),
                    message.outbound().content().headline(),
                    failure.reason());
        }
        return failure;
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(1);
    }
}
