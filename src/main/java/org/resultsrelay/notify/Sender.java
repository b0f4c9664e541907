package org.resultsrelay.notify;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.resultsrelay.notify.Notifier.Delivered;
import org.resultsrelay.notify.Notifier.Failed;
import org.resultsrelay.notify.Notifier.Missing;
import org.resultsrelay.notify.Notifier.Sent;
import org.resultsrelay.notify.Notifier.Throttled;
import org.resultsrelay.notify.Notifier.Unknown;
import org.resultsrelay.work.Tick;
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

    private final Turns turns;
    private final Channels channels;
    private final NotifyProperties properties;
    private final Clock clock;
    private final Queue<Runnable> unsettled = new ConcurrentLinkedQueue<>();

    Sender(Turns turns, Channels channels, NotifyProperties properties, Clock clock) {
        this.turns = turns;
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
        return turns.claim(channels.names(), now, now.plus(properties.lease()))
                .map(this::tell)
                .orElse(0);
    }

    private int tell(Behind message) {
        Notifier notifier = channels.of(message.letter().destination());
        String standing = message.letter().messageId();
        if (standing != null && !notifier.edits()) {
            Instant now = clock.instant();
            turns.delivered(message, standing, new Rest(now, now, message.sent(), false));
            return 1;
        }
        Stray stray = message.tried().stray();
        Sent sent = stray == null ? channels.tell(notifier, message.letter()) : findOrTell(notifier, stray);
        Instant now = clock.instant();
        settle(() -> settle(message, sent, notifier, now));
        return 1;
    }

    /** What is found is not sent again; what is missing is, in a turn of its own. */
    private Sent findOrTell(Notifier notifier, Stray stray) {
        Optional<Sent> found = channels.find(notifier, stray, turns::taken);
        Letter letter = stray.letter();
        if (found.isEmpty() || found.get() instanceof Missing) {
            log.warn(
                    "It is not known whether {} has got \"{}\"; {}it is told again.",
                    letter.destination(),
                    letter.content().headline(),
                    found.isEmpty() ? "" : "it was looked for and not found, so ");
        } else if (found.get() instanceof Delivered) {
            log.info(
                    "{} had got \"{}\" already",
                    letter.destination(),
                    letter.content().headline());
        }
        return found.orElseGet(() -> channels.tell(notifier, letter));
    }

    private void settle(Runnable settlement) {
        try {
            settlement.run();
        } catch (RuntimeException e) {
            unsettled.add(settlement);
            throw e;
        }
    }

    private void settle(Behind message, Sent sent, Notifier notifier, Instant now) {
        List<Instant> all = message.sentUntil(now);
        Instant open = notifier.throttle(message.letter().destination()).next(all, now);
        Rest failing = new Rest(now, open, all, true);
        switch (sent) {
            case Delivered(String messageId) -> turns.delivered(message, messageId, new Rest(now, open, all, false));
            case Throttled(Duration retryAfter) -> {
                Rest patient = new Rest(now, now.plus(retryAfter), all, true);
                turns.throttled(message, patient);
            }
            case Missing _ -> turns.missing(message, failing);
            case Failed failed -> turns.failed(message, reported(message, Failure.of(message, failed, now)), failing);
            case Unknown unknown ->
                turns.failed(message, reported(message, Failure.of(message, unknown, now)), failing);
        }
    }

    /** Once for each reason: the message stays wanted, so that repeating it would only be noise. */
    private static Failure reported(Behind message, Failure failure) {
        if (!failure.reason().equals(message.tried().error())) {
            log.warn(
                    "Could not yet tell {} \"{}\": {}. It is tried again by itself.",
                    message.letter().destination(),
                    message.letter().content().headline(),
                    failure.reason());
        }
        return failure;
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(1);
    }
}
