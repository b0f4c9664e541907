package org.resultsrelay.notify;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.resultsrelay.notify.Notifier.Delivered;
import org.resultsrelay.notify.Notifier.Failed;
import org.resultsrelay.notify.Notifier.Throttled;
import org.resultsrelay.work.Backoff;
import org.resultsrelay.work.Tick;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Brings every channel up to the wanted texts: claim, tell, settle, one message at a time. */
@Component
class Sender implements Tick {

    private static final Logger log = LoggerFactory.getLogger(Sender.class);

    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Duration AFTER_PERMANENT = Duration.ofMinutes(10);
    private static final Backoff AFTER_FAILURE = new Backoff(
            List.of(2, 5, 10, 20, 30, 60).stream().map(Duration::ofSeconds).toList());

    private final Turns turns;
    private final Channels channels;
    private final Clock clock;

    Sender(Turns turns, Channels channels, Clock clock) {
        this.turns = turns;
        this.channels = channels;
        this.clock = clock;
    }

    @Override
    public int tick() {
        Instant now = clock.instant();
        return turns.claim(channels.names(), now, now.plus(LEASE))
                .map(this::tell)
                .orElse(0);
    }

    private int tell(Behind message) {
        Notifier notifier = channels.of(message.letter().destination());
        Notifier.Sent sent = channels.tell(notifier, message.letter());
        Instant now = clock.instant();
        Instant open = now.plus(notifier.pace());
        switch (sent) {
            case Delivered(String messageId) -> turns.delivered(message, messageId, now, open);
            case Throttled(Duration retryAfter) -> turns.throttled(message, now.plus(retryAfter));
            case Failed failed -> {
                report(message, failed);
                turns.failed(message, failed, now.plus(wait(message, failed)), open);
            }
        }
        return 1;
    }

    static Duration wait(Behind message, Failed failed) {
        Duration wait = failed.permanent() ? AFTER_PERMANENT : AFTER_FAILURE.afterAtMost(message.attempts() + 1);
        return Backoff.jittered(wait, ThreadLocalRandom.current().nextDouble());
    }

    /** Once for each reason: the message stays wanted, so that repeating it would only be noise. */
    private static void report(Behind message, Failed failed) {
        if (!failed.reason().equals(message.lastError())) {
            log.warn(
                    "Could not yet tell {} \"{}\": {}. It is tried again by itself.",
                    message.letter().destination(),
                    message.letter().content().headline(),
                    failed.reason());
        }
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(1);
    }
}
