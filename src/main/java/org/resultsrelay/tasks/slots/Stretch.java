package org.resultsrelay.tasks.slots;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** A part of the spreading in which these minutes take one after the other in turn, this many rounds. */
record Stretch(List<Integer> minutes, long rounds) {

    long size() {
        return minutes.size() * rounds;
    }

    /** The minute of the first, the second … that is dealt out. */
    Stream<Integer> turns() {
        return LongStream.range(0, size()).mapToObj(turn -> minutes.get((int) (turn % minutes.size())));
    }

    /** What each minute takes of {@code count} positions from {@code first} on; no more than the stretch has. */
    Stream<Share> shares(long first, long count) {
        int step = minutes.size();
        return IntStream.range(0, (int) Math.min(step, count))
                .mapToObj(i -> new Share(minutes.get(i), first + i, step, (count - i + step - 1) / step));
    }
}
