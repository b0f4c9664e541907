package org.resultsrelay.demo.platform;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.resultsrelay.demo.company.Totals;

/**
 * One user's attempts. The newest event of an attempt counts. A provisional result is only counted as provisional until
 * it is final. Of several final attempts at a test the best counts.
 */
final class Attempts {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final Map<Slot, Mark> marks = new HashMap<>();

    /** If the platform does not number attempts, each event is an attempt of its own. */
    private record Slot(String test, String attempt) {}

    private record Mark(
            Instant occurredAt, boolean provisional, boolean passed, BigDecimal score, BigDecimal maxScore) {

        static Mark newer(Mark before, Mark after) {
            return after.occurredAt.isBefore(before.occurredAt) ? before : after;
        }

        static Mark better(Mark one, Mark other) {
            return other.score.compareTo(one.score) > 0 ? other : one;
        }
    }

    synchronized void add(Event event) {
        Event.Result result = event.result();
        Mark mark = new Mark(
                event.occurredAt(),
                result.provisional(),
                Boolean.TRUE.equals(result.passed()),
                Objects.requireNonNull(result.score(), "The relay took a result without a score"),
                result.maxScore());
        marks.merge(new Slot(result.testId(), Objects.toString(result.attempt(), event.eventId())), mark, Mark::newer);
    }

    synchronized Totals totals() {
        Map<String, Mark> best = new HashMap<>();
        Set<String> provisional = new HashSet<>();
        marks.forEach((slot, mark) -> {
            if (mark.provisional) {
                provisional.add(slot.test);
            } else {
                best.merge(slot.test, mark, Mark::better);
            }
        });
        return sum(best.values(), provisional.size());
    }

    private static Totals sum(Collection<Mark> counting, int provisional) {
        BigDecimal score = sum(counting, Mark::score);
        BigDecimal max = sum(counting, Mark::maxScore);
        int passed = (int) counting.stream().filter(Mark::passed).count();
        BigDecimal percent = max.signum() == 0 ? null : score.multiply(HUNDRED).divide(max, 2, RoundingMode.HALF_UP);
        return new Totals(counting.size(), passed, provisional, score, max, percent);
    }

    private static BigDecimal sum(Collection<Mark> marks, Function<Mark, BigDecimal> number) {
        return marks.stream().map(number).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
