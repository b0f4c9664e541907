package org.resultsrelay.demo.platform;

import java.util.concurrent.atomic.LongAdder;

/** What was counted while the show ran. */
public final class Tally {

    public final LongAdder accepted = new LongAdder();
    public final LongAdder duplicates = new LongAdder();
    public final LongAdder refused = new LongAdder();
    public final LongAdder summaries = new LongAdder();
    public final LongAdder backward = new LongAdder();
    public final LongAdder badSignatures = new LongAdder();

    public long sent() {
        return accepted.sum() + duplicates.sum() + refused.sum();
    }

    /** Nothing happened that the relay promises never to do. */
    public boolean clean() {
        return backward.sum() == 0 && badSignatures.sum() == 0;
    }
}
