package org.resultsrelay.statistics;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/** The counts of one client since they were last stored. */
final class Sums {

    private final Map<Counted, AtomicLong> sums = new EnumMap<>(Counted.class);

    Sums() {
        Arrays.stream(Counted.values()).forEach(what -> sums.put(what, new AtomicLong()));
    }

    void add(Counted what, long n) {
        Objects.requireNonNull(sums.get(what)).addAndGet(n);
    }

    /** Takes out all counts, each exactly once however many threads count meanwhile; zeros are left out. */
    Map<Counted, Long> take() {
        Map<Counted, Long> taken = new EnumMap<>(Counted.class);
        sums.forEach((what, sum) -> taken.put(what, sum.getAndSet(0)));
        taken.values().removeIf(sum -> sum == 0);
        return taken;
    }
}
