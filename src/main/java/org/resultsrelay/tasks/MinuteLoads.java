package org.resultsrelay.tasks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How many users each remaining minute of a quarter takes already. It assigns a list to minutes: they are filled one
 * after the other up to the capacity; when all are full, the rest is dealt out one per minute in rounds, until each
 * minute has reached the ceiling. The loads are all it needs to know, so a second list continues where the first
 * stopped. Pure.
 */
record MinuteLoads(List<Long> minutes) {

    MinuteLoads {
        minutes = List.copyOf(minutes);
    }

    /** A minute's share: {@code size} positions, {@code first}, {@code first + step} and so on. */
    record Share(int minute, long first, long step, long size) {}

    /** The minutes' shares of a list, how many users those are, and the loads afterwards. */
    record Placement(List<Share> shares, long placed, MinuteLoads loads) {}

    long room(long ceiling) {
        return minutes.stream().mapToLong(load -> Math.max(0, ceiling - load)).sum();
    }

    /**
     * What a minute has above the ceiling moves to the next one; what the last cannot take is left to the next quarter.
     */
    MinuteLoads carriedOver(long ceiling) {
        List<Long> carried = new ArrayList<>();
        long over = 0;
        for (long load : minutes) {
            long all = load + over;
            carried.add(Math.min(all, ceiling));
            over = Math.max(0, all - ceiling);
        }
        return new MinuteLoads(carried);
    }

    /** Assigns as many of {@code count} positions from {@code first} on as there is room for. */
    Placement place(long first, long count, long capacity, long ceiling) {
        List<Share> shares = new ArrayList<>();
        MinuteLoads loads = this;
        long placed = 0;
        for (Rounds next = loads.next(capacity, ceiling);
                next != null && placed < count;
                next = loads.next(capacity, ceiling)) {
            long some = Math.min(next.size(), count - placed);
            List<Share> taken = next.shares(first + placed, some).toList();
            shares.addAll(taken);
            loads = loads.plus(taken);
            placed += some;
        }
        return new Placement(shares, placed, loads);
    }

    private MinuteLoads plus(List<Share> shares) {
        List<Long> fuller = new ArrayList<>(minutes);
        shares.forEach(share -> fuller.set(share.minute(), fuller.get(share.minute()) + share.size()));
        return new MinuteLoads(fuller);
    }

    /** Each of these minutes takes one in turn, this many times. */
    private record Rounds(List<Integer> minutes, long times) {

        long size() {
            return minutes.size() * times;
        }

        Stream<Share> shares(long first, long count) {
            int step = minutes.size();
            return IntStream.range(0, (int) Math.min(step, count))
                    .mapToObj(i -> new Share(minutes.get(i), first + i, step, (count - i + step - 1) / step));
        }
    }

    /** Null if every minute has reached the ceiling. */
    private @Nullable Rounds next(long capacity, long ceiling) {
        long full = Math.min(capacity, ceiling);
        for (int minute = 0; minute < minutes.size(); minute++) {
            if (minutes.get(minute) < full) {
                return new Rounds(List.of(minute), full - minutes.get(minute));
            }
        }
        long lowest = Collections.min(minutes);
        return lowest >= ceiling ? null : dealtOut(lowest, ceiling);
    }

    /** The emptiest minutes take one each in turn, until they are as full as the next ones. */
    private Rounds dealtOut(long lowest, long ceiling) {
        List<Integer> emptiest = IntStream.range(0, minutes.size())
                .filter(minute -> minutes.get(minute) == lowest)
                .boxed()
                .toList();
        long until = minutes.stream()
                .mapToLong(load -> load)
                .filter(load -> load > lowest)
                .min()
                .orElse(ceiling);
        return new Rounds(emptiest, Math.min(until, ceiling) - lowest);
    }
}
