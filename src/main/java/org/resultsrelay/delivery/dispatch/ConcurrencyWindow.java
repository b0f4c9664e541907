package org.resultsrelay.delivery.dispatch;

import java.time.Duration;
import java.time.Instant;
import org.resultsrelay.delivery.breaker.Breaker;
import org.resultsrelay.delivery.breaker.ClientGate;
import org.resultsrelay.delivery.push.PushOutcome;
import org.resultsrelay.delivery.push.PushOutcome.EndpointFailure;

/**
 * What a lane learns from its client's answers: how many requests the endpoint can take at once, and when it is down.
 * After an outage the window starts at one and doubles each round. For an adaptive client it also halves when the
 * endpoint throttles or slows down, and grows by one each round. It never exceeds what was agreed.
 */
final class ConcurrencyWindow {

    private static final Duration BRAKE = Duration.ofSeconds(1); // until the closed gate is known

    private final Latency latency = new Latency();
    private double window = Double.MAX_VALUE;
    private boolean recovering;
    private int failures;
    private Instant failingSince = Instant.EPOCH;
    private Instant shutUntil = Instant.EPOCH;

    /** What an answer means for others than its user. */
    enum Sign {
        NOTHING,
        /** It may concern the whole client, and does if other users get it too. */
        SUSPICION,
        /** The endpoint is down. */
        DOWN,
        /** The endpoint can take all that was agreed again. */
        RECOVERED
    }

    int room(int agreed, ClientGate gate, Instant now) {
        if (!gate.lets(now) || now.isBefore(shutUntil)) {
            return 0;
        }
        boolean halfOpen = gate.breaker() == Breaker.HALF_OPEN;
        if (halfOpen != recovering) {
            recovering = halfOpen;
            window = halfOpen ? 1 : Double.MAX_VALUE;
        }
        return (int) Math.min(agreed, window);
    }

    /** {@code again} if this user's push has failed before. */
    Sign landed(PushOutcome outcome, boolean again, Duration took, int agreed, boolean adaptive, Instant now) {
        return switch (outcome) {
            case PushOutcome.Accepted accepted -> bore(took, agreed, adaptive);
            case PushOutcome.Refused refused -> bore(took, agreed, adaptive);
            case PushOutcome.BatchRefused refused -> Sign.NOTHING;
            case PushOutcome.Gone gone -> Sign.NOTHING;
            case PushOutcome.OwnFault fault -> Sign.NOTHING;
            case EndpointFailure failure -> {
                slowDown(agreed, adaptive && failure instanceof PushOutcome.Throttled);
                yield failure.mayConcernOneUser() ? Sign.SUSPICION : failed(failure, again, now);
            }
        };
    }

    private Sign bore(Duration took, int agreed, boolean adaptive) {
        failures = 0;
        if (adaptive && latency.rises(took)) {
            slowDown(agreed, true);
        } else if (window < agreed) {
            window += recovering ? 1 : 1 / window;
        }
        if (recovering && window >= agreed) {
            recovering = false;
            window = Double.MAX_VALUE;
            return Sign.RECOVERED;
        }
        return Sign.NOTHING;
    }

    private void slowDown(int agreed, boolean adaptive) {
        if (adaptive) {
            window = Math.max(1, Math.min(window, agreed) / 2);
        }
    }

    /**
     * During recovery one failure is enough, unless it may be the user's own trouble or the client says when to come
     * back.
     */
    private Sign failed(EndpointFailure failure, boolean again, Instant now) {
        boolean asked = failure.retryAfter() != null;
        boolean perhapsItsUsers = again && failure instanceof PushOutcome.Failed;
        if (asked && now.isBefore(shutUntil)) {
            return Sign.NOTHING; // it was in flight when the client asked
        }
        if (asked) {
            shutUntil = now.plus(BRAKE);
        }
        failingSince = failures == 0 ? now : failingSince;
        failures++;
        if (failures < (recovering && !asked && !perhapsItsUsers ? 1 : Breaker.OPENS_AFTER)) {
            return Sign.NOTHING;
        }
        failures = 0;
        recovering = false;
        shutUntil = now.plus(BRAKE);
        return Sign.DOWN;
    }

    Instant failingSince() {
        return failingSince;
    }
}
