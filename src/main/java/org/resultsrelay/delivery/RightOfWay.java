package org.resultsrelay.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/**
 * While webhooks crowd in, pushes make way: storing comes first, and a user's further results join the same push. Only for so
 * long: time made way is spent, and comes back as calm time passes, so that a lasting crowd holds nobody back for ever.
 */
final class RightOfWay {

    /** While anybody waits, lanes ask more often than this; a longer silence was calm. */
    private static final Duration NOBODY_WAITED = Duration.ofMillis(200);

    private final BooleanSupplier crowded;
    private final Duration most;
    private Duration left; // guarded by this, like all below
    private boolean wasCrowded;
    private Instant askedAt;

    RightOfWay(BooleanSupplier crowded, Duration most, Instant now) {
        this.crowded = crowded;
        this.most = most;
        this.left = most;
        this.askedAt = now;
    }

    synchronized boolean isIntakes(Instant now) {
        Duration passed = Duration.between(askedAt, now);
        boolean crowdedMeanwhile = wasCrowded && passed.compareTo(NOBODY_WAITED) < 0;
        left = crowdedMeanwhile ? left.minus(passed) : left.plus(passed);
        left = left.isNegative() ? Duration.ZERO : left.compareTo(most) > 0 ? most : left;
        askedAt = now;
        wasCrowded = crowded.getAsBoolean();
        return wasCrowded && left.isPositive();
    }
}
