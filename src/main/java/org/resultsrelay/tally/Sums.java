package org.resultsrelay.tally;

import java.util.concurrent.atomic.AtomicLongArray;

/** What was counted of one client since it was last written down. */
final class Sums {

    private final AtomicLongArray sums = new AtomicLongArray(Counted.values().length);

    void add(Counted what, long n) {
        sums.addAndGet(what.ordinal(), n);
    }

    /** Takes all out, each exactly once however many count meanwhile; by {@link Counted}'s order. */
    long[] take() {
        long[] taken = new long[sums.length()];
        for (int i = 0; i < taken.length; i++) {
            taken[i] = sums.getAndSet(i, 0);
        }
        return taken;
    }
}
