package org.resultsrelay.demo;

import java.util.concurrent.atomic.LongAdder;

/** What was counted while the show ran. */
final class Tally {

    final LongAdder accepted = new LongAdder();
    final LongAdder duplicates = new LongAdder();
    final LongAdder refused = new LongAdder();
    final LongAdder summaries = new LongAdder();
    final LongAdder backward = new LongAdder();
    final LongAdder badSignatures = new LongAdder();

    long sent() {
        return accepted.sum() + duplicates.sum() + refused.sum();
    }

    /** Nothing happened that the relay promises never to do. */
    boolean clean() {
        return backward.sum() == 0 && badSignatures.sum() == 0;
    }
}
