package org.resultsrelay.delivery.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.delivery.push.PushOutcome;
import org.resultsrelay.delivery.push.PushOutcome.EndpointFailure;
import org.resultsrelay.scheduling.Backoff;

/**
 * What one outcome means for its user. {@code dueAt} is when to look again if nothing newer is wanted; {@link #NEVER}
 * sets the user aside until its content changes or somebody asks.
 */
public record RetryDecision(
        boolean accepted,
        Instant dueAt,
        int attempts,
        @Nullable Instant failingSince,
        boolean troubled,
        @Nullable String lastError) {

    /** Later than any clock will show, and still a time that both Java and PostgreSQL can write. */
    public static final Instant NEVER = Instant.parse("9999-01-01T00:00:00Z");

    /** A failure that lasts no longer is not reported. */
    public static final Duration HICCUP = Duration.ofMinutes(1);

    /**
     * An endpoint's failure spends an attempt only while the breaker is closed. If the client says when to come back,
     * only the steps of the first minute apply besides, and it is never tried earlier. A user of a refused batch is due
     * again at once, alone. {@code dice} in [0,1) spreads the waits.
     */
    public static RetryDecision on(PushOutcome outcome, Claimed claimed, Backoff backoff, Instant now, double dice) {
        int attempts = claimed.attempts() + 1;
        Instant since = claimed.failingSince() == null ? now : claimed.failingSince();
        Duration wait = wait(outcome, attempts, backoff, dice);
        boolean noHiccup = attempts > backoff.withinFirstMinute() || !now.isBefore(since.plus(HICCUP));
        String error = outcome.sentence();
        return switch (outcome) {
            case PushOutcome.Accepted accepted -> new RetryDecision(true, now, 0, null, false, null);
            case PushOutcome.Refused refused -> new RetryDecision(false, NEVER, attempts, since, true, error);
            case PushOutcome.BatchRefused refused ->
                new RetryDecision(false, now, claimed.attempts(), since, false, error);
            case PushOutcome.OwnFault fault ->
                new RetryDecision(false, now.plus(wait), attempts, since, noHiccup, error);
            case PushOutcome.Gone gone -> new RetryDecision(false, now.plus(wait), attempts, since, true, error);
            case EndpointFailure failure
            when claimed.probe() -> new RetryDecision(false, now, claimed.attempts(), since, noHiccup, error);
            case EndpointFailure failure ->
                new RetryDecision(
                        false, now.plus(wait), attempts, since, noHiccup || wait.compareTo(HICCUP) > 0, error);
        };
    }

    /** An answer of an endpoint that the client has replaced does not count: the user goes to the new one at once. */
    public static RetryDecision onFormerEndpoint(Instant now) {
        return new RetryDecision(false, now, 0, null, false, null);
    }

    private static Duration wait(PushOutcome outcome, int attempts, Backoff backoff, double dice) {
        Duration asked = outcome instanceof EndpointFailure failure ? failure.retryAfter() : null;
        if (asked == null) {
            return Backoff.jittered(backoff.afterAtMost(attempts), dice);
        }
        int step = Math.clamp(attempts, 1, Math.max(1, backoff.withinFirstMinute()));
        return Collections.max(List.of(asked, Backoff.jittered(backoff.afterAtMost(step), dice)));
    }
}
