package org.resultsrelay.tasks.slots;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The spreading: minutes are filled one after the other up to the capacity; when all are full, the rest are dealt out one
 * per minute in rounds, until each minute has reached the ceiling. Pure and lazy: how full the minutes are is all it knows,
 * so a second list continues where the first stopped.
 */
final class Slots {

    private Slots() {}

    /** The minute of the first id, the second …; ends when the quarter can carry no more. */
    static Stream<Integer> minutes(Loads loads, long capacity, long ceiling) {
        return stretches(loads, capacity, ceiling).flatMap(Stretch::turns);
    }

    /** The same in stretches, each of which may stand for any number of ids. */
    static Stream<Stretch> stretches(Loads loads, long capacity, long ceiling) {
        return Stream.iterate(
                        new Step(loads, next(loads, capacity, ceiling)),
                        step -> step.stretch() != null,
                        step -> step.after(capacity, ceiling))
                .map(step -> Objects.requireNonNull(step.stretch()));
    }

    /** Null when every minute has reached the ceiling. */
    static @Nullable Stretch next(Loads loads, long capacity, long ceiling) {
        Stretch filling = filling(loads, Math.min(capacity, ceiling));
        return filling != null ? filling : dealing(loads, ceiling);
    }

    private static @Nullable Stretch filling(Loads loads, long full) {
        return IntStream.range(0, loads.minutes().size())
                .filter(minute -> loads.minutes().get(minute) < full)
                .mapToObj(minute ->
                        new Stretch(List.of(minute), full - loads.minutes().get(minute)))
                .findFirst()
                .orElse(null);
    }

    /** The emptiest minutes take one each in turn, until they have as much as the next fuller ones. */
    private static @Nullable Stretch dealing(Loads loads, long ceiling) {
        long lowest = loads.lowest();
        if (lowest >= ceiling) {
            return null;
        }
        List<Integer> emptiest = IntStream.range(0, loads.minutes().size())
                .filter(minute -> loads.minutes().get(minute) == lowest)
                .boxed()
                .toList();
        long until = loads.minutes().stream()
                .mapToLong(load -> load)
                .filter(load -> load > lowest)
                .min()
                .orElse(ceiling);
        return new Stretch(emptiest, Math.min(until, ceiling) - lowest);
    }

    private record Step(Loads loads, @Nullable Stretch stretch) {

        Step after(long capacity, long ceiling) {
            Stretch taken = Objects.requireNonNull(stretch);
            Loads fuller = loads.plus(taken, taken.size());
            return new Step(fuller, next(fuller, capacity, ceiling));
        }
    }
}
