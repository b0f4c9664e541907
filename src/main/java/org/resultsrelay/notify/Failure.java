package org.resultsrelay.notify;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.resultsrelay.notify.Notifier.NotDelivered;
import org.resultsrelay.notify.Notifier.Unconfirmed;
import org.resultsrelay.scheduling.Backoff;

/** What a message that was not delivered, or only {@code perhaps}, becomes: its state, and when it is tried again. */
record Failure(String state, boolean perhaps, String reason, Instant due) {

    private static final Duration AFTER_PERMANENT = Duration.ofMinutes(10);
    private static final Backoff STEPS = new Backoff(
            List.of(2, 5, 10, 20, 30, 60).stream().map(Duration::ofSeconds).toList());

    /** Once perhaps delivered, it stays so: that it surely was not the second time says nothing of the first. */
    static Failure of(ClaimedMessage message, NotDelivered failed, Instant now) {
        boolean perhaps = message.tried().uncertain();
        return failed.permanent()
                ? new Failure("GIVEN_UP", perhaps, failed.reason(), now.plus(jittered(AFTER_PERMANENT)))
                : new Failure(perhaps ? "UNKNOWN" : "FAILING", perhaps, failed.reason(), soon(message, now));
    }

    static Failure of(ClaimedMessage message, Unconfirmed unknown, Instant now) {
        return new Failure("UNKNOWN", true, unknown.reason(), soon(message, now));
    }

    private static Instant soon(ClaimedMessage message, Instant now) {
        return now.plus(jittered(STEPS.afterAtMost(message.tried().attempts() + 1)));
    }

    private static Duration jittered(Duration wait) {
        return Backoff.jittered(wait, ThreadLocalRandom.current().nextDouble());
    }
}
