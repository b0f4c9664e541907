package org.resultsrelay.scheduling;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Whether so much comes that many share a commit, in the mean of the last ones. A single large commit is no crowd yet: that may
 * be what piled up during a pause.
 */
final class CommitLoad {

    private static final int SHARED = 6;
    private static final int COUNTS_FOR_MOST = 8;
    private static final double LATELY = 1.0 / 16;
    private static final Duration CALM_AFTER = Duration.ofMillis(100);

    private final LongSupplier nanoTime;
    private double mean; // guarded by this, like the one below
    private long committedAt;

    CommitLoad(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    synchronized void committing(int items) {
        mean += LATELY * (Math.min(items, COUNTS_FOR_MOST) - mean);
        committedAt = nanoTime.getAsLong();
    }

    synchronized boolean isThere() {
        return mean >= SHARED && nanoTime.getAsLong() - committedAt < CALM_AFTER.toNanos();
    }
}
