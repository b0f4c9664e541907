package org.resultsrelay.results;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * What arrives. Over the last commits: whether many results share one, as when a platform sends as fast as it gets
 * answers. Over the last thousands of results: whether many were of users who had another one seconds before.
 */
final class IntakeLoad {

    private static final int BEGINS_AT = 6;
    private static final int ENDS_BELOW = 3;
    private static final int COUNTS_FOR_MOST =
            8; // a single large commit is no crowd: it may hold what piled up during a pause
    private static final double COMMIT = 1.0 / 16;
    private static final double RESULT = 1.0 / 20_000;
    private static final double GAINS_FROM = 0.4; // of the pushes are saved then
    private static final Duration CALM_AFTER = Duration.ofMillis(100);

    private final LongSupplier nanoTime;
    private double results; // in a commit; guarded by this, like the three below
    private double again = 1; // share of the results whose users had another one just before
    private boolean crowd;
    private long committedAt;

    IntakeLoad(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** {@code firsts}: how many of these results were their users' first for a while. */
    synchronized void committed(int stored, int firsts) {
        results += COMMIT * (Math.min(stored, COUNTS_FOR_MOST) - results);
        again += Math.min(1, stored * RESULT) * (1 - (double) firsts / stored - again);
        crowd = results >= (crowd ? ENDS_BELOW : BEGINS_AT);
        committedAt = nanoTime.getAsLong();
    }

    synchronized boolean crowdsIn() {
        return crowd && nanoTime.getAsLong() - committedAt < CALM_AFTER.toNanos();
    }

    synchronized boolean usersComeAgain() {
        return again > GAINS_FROM;
    }
}
