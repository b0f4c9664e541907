package org.resultsrelay.results;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * What arrives now, on average over the last commits: whether many results share a commit, as when a platform sends as
 * fast as it gets answers, and whether most of them are of users who already wait to be pushed.
 */
final class IntakeLoad {

    private static final int BEGINS_AT = 6;
    private static final int ENDS_BELOW = 3;
    private static final int COUNTS_FOR_MOST =
            8; // a single large commit is no crowd: it may hold what piled up during a pause
    private static final double LATELY = 1.0 / 16;
    private static final Duration CALM_AFTER = Duration.ofMillis(100);

    private final LongSupplier nanoTime;
    private double results; // in a commit; guarded by this, like the three below
    private double joining; // share of the results whose users already wait
    private boolean crowd;
    private long committedAt;

    IntakeLoad(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** {@code becameDue}: how many users these results made due. */
    synchronized void committed(int stored, int becameDue) {
        results += LATELY * (Math.min(stored, COUNTS_FOR_MOST) - results);
        joining += LATELY * (1 - (double) becameDue / stored - joining);
        crowd = results >= (crowd ? ENDS_BELOW : BEGINS_AT);
        committedAt = nanoTime.getAsLong();
    }

    synchronized boolean crowdsIn() {
        return crowd && nanoTime.getAsLong() - committedAt < CALM_AFTER.toNanos();
    }

    synchronized boolean joinsWhoWait() {
        return joining > 0.5;
    }
}
