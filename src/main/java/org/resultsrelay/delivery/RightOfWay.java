package org.resultsrelay.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/**
 * While webhooks crowd in, the pushes that are late all the same make way: storing comes first, and a user's further results
 * join the same push. A company whose pushes keep up gives no way. Only for so long: time made way is spent, and comes back as
 * calm time passes, so that a lasting crowd holds nobody back for ever.
 */
final class RightOfWay {

    /** While anybody waits, lanes ask more often than this; a longer silence was calm. */
    private static final Duration NOBODY_WAITED = Duration.ofMillis(200);

    private static final Duration LATE = Duration.ofMillis(100);

    private final BooleanSupplier crowded;
    private final Duration most;
    private final Set<Long> late = ConcurrentHashMap.newKeySet(); // clients, as of their last claims
    private Duration left; // guarded by this, like all below
    private boolean wasCrowded;
    private Instant askedAt;

    RightOfWay(BooleanSupplier crowded, Duration most, Instant now) {
        this.crowded = crowded;
        this.most = most;
        this.left = most;
        this.askedAt = now;
    }

    /** Users of this client were claimed; whoever of them waited least was due for so long. */
    void claimed(long clientId, Duration waited) {
        if (waited.compareTo(LATE) > 0) {
            late.add(clientId);
        } else {
            late.remove(clientId);
        }
    }

    /** Whether this client's pushes are late while webhooks crowd in, and so nothing is lost if they are told of later. */
    boolean makesWay(long clientId) {
        return late.contains(clientId) && crowded.getAsBoolean();
    }

    /** Whether this client's pushes have to wait just now. */
    boolean isIntakes(long clientId, Instant now) {
        return late.contains(clientId) && isIntakes(now);
    }

    private synchronized boolean isIntakes(Instant now) {
        Duration passed = Duration.between(askedAt, now);
        boolean crowdedMeanwhile = wasCrowded && passed.compareTo(NOBODY_WAITED) < 0;
        left = crowdedMeanwhile ? left.minus(passed) : left.plus(passed);
        left = left.isNegative() ? Duration.ZERO : left.compareTo(most) > 0 ? most : left;
        askedAt = now;
        wasCrowded = crowded.getAsBoolean();
        return wasCrowded && left.isPositive();
    }
}
