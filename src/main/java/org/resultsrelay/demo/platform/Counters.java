package org.resultsrelay.demo.platform;

import java.util.concurrent.atomic.LongAdder;

/** What is counted during a run of the demo. */
public final class Counters {

    public final LongAdder accepted = new LongAdder();
    public final LongAdder duplicates = new LongAdder();
    public final LongAdder refused = new LongAdder();
    public final LongAdder summaries = new LongAdder();
    public final LongAdder backward = new LongAdder();
    public final LongAdder badSignatures = new LongAdder();

    public long sent() {
        return accepted.sum() + duplicates.sum() + refused.sum();
    }

    /** Whether the relay kept its promises about revisions and signatures. */
    public boolean promisesKept() {
        return backward.sum() == 0 && badSignatures.sum() == 0;
    }
}
