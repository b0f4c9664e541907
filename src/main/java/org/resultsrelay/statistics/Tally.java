package org.resultsrelay.statistics;

import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/** Front door: counts events at almost no cost, and returns the counts. */
@Component
public class Tally {

    private final Map<Long, Sums> counting = new ConcurrentHashMap<>();
    private final TallyRows rows;

    Tally(TallyRows rows) {
        this.rows = rows;
    }

    public void add(long clientId, Counted what, long n) {
        if (n > 0) {
            counting.computeIfAbsent(clientId, client -> new Sums()).add(what, n);
        }
    }

    /** The quarter-hours that begin in this time, over all relays; empty ones are left out. */
    public List<QuarterHour> quarterHours(Instant from, Instant before) {
        return rows.quarterHours(from, before);
    }

    /** The quarter-hours of one client. */
    public List<QuarterHour> quarterHours(long clientId, Instant from, Instant before) {
        return rows.quarterHours(clientId, from, before);
    }

    /** Every client whose platform has ever sent anything. */
    public List<LastHeard> heard() {
        return rows.heard();
    }

    /** Since when at least one relay has been running; empty before the first one. */
    public Optional<Instant> listeningSince() {
        return rows.listeningSince();
    }

    /** Stores the counts. What cannot be stored is kept and counted on. */
    void flush(Instant now) {
        SortedMap<Long, Map<Counted, Long>> taken =
                new TreeMap<>(); // in one order, so that several relays do not block each other
        counting.forEach((client, sums) -> taken.put(client, sums.take()));
        taken.values().removeIf(Map::isEmpty);
        if (taken.isEmpty()) {
            return;
        }
        try {
            rows.add(taken, now);
        } catch (RuntimeException e) {
            taken.forEach(this::putBack);
            throw e;
        }
    }

    private void putBack(long clientId, Map<Counted, Long> sums) {
        sums.forEach((what, sum) -> add(clientId, what, sum));
    }

    /** The counts of one client since they were last stored. */
    private static final class Sums {

        private final Map<Counted, AtomicLong> sums = new EnumMap<>(Counted.class);

        private Sums() {
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
}
