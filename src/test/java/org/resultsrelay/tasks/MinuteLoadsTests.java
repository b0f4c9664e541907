package org.resultsrelay.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MinuteLoadsTests {

    private static final long NO_CEILING = 1_000_000;

    private static MinuteLoads none(int minutes) {
        return new MinuteLoads(Collections.nCopies(minutes, 0L));
    }

    /** Minute by minute, the ids it takes in their order; worked out by the plain rule, one id after the other. */
    private static List<List<Long>> dealt(MinuteLoads before, long first, long last, long capacity, long ceiling) {
        List<Long> loads = new ArrayList<>(before.minutes());
        List<List<Long>> minutes =
                loads.stream().<List<Long>>map(load -> new ArrayList<>()).toList();
        for (long id = first; id <= last; id++) {
            long lowest = Collections.min(loads);
            OptionalInt filling = IntStream.range(0, loads.size())
                    .filter(i -> loads.get(i) < Math.min(capacity, ceiling))
                    .findFirst();
            if (lowest >= ceiling) {
                break;
            }
            int minute = filling.orElseGet(() -> loads.indexOf(lowest));
            minutes.get(minute).add(id);
            loads.set(minute, loads.get(minute) + 1);
        }
        return minutes;
    }

    private static MinuteLoads after(MinuteLoads loads, List<List<Long>> dealt) {
        return new MinuteLoads(IntStream.range(0, dealt.size())
                .mapToObj(minute ->
                        loads.minutes().get(minute) + dealt.get(minute).size())
                .toList());
    }

    @Test
    void fortyFiveIdsInFifteenMinutesOfTwo() {
        List<List<Long>> minutes = dealt(none(15), 1001, 1045, 2, NO_CEILING);
        assertThat(minutes.getFirst()).containsExactly(1001L, 1002L, 1031L);
        assertThat(minutes.get(1)).containsExactly(1003L, 1004L, 1032L);
        assertThat(minutes.getLast()).containsExactly(1029L, 1030L, 1045L);
        assertThat(minutes).allMatch(minute -> minute.size() == 3);
    }

    static Stream<Arguments> tables() {
        return Stream.of(
                arguments("nothing yet: the first minutes fill up", "0 0 0", 2, 99, 3, "1 2|3|"),
                arguments("exactly full", "0 0 0", 2, 99, 6, "1 2|3 4|5 6"),
                arguments("the rest one per minute", "0 0 0", 2, 99, 8, "1 2 7|3 4 8|5 6"),
                arguments("and round again", "0 0 0", 2, 99, 10, "1 2 7 10|3 4 8|5 6 9"),
                arguments("a second list fills on in the middle of a minute", "2 1 0", 2, 99, 3, "|1|2 3"),
                arguments("a second list is dealt on where the first stopped", "3 3 2", 2, 99, 2, "2||1"),
                arguments("one minute left takes all", "0", 2, 99, 5, "1 2 3 4 5"),
                arguments("the past minutes took two rounds, those left did not", "2 2", 2, 99, 4, "1 3|2 4"),
                arguments("a larger capacity fills first", "2 2 2", 4, 99, 7, "1 2 7|3 4|5 6"),
                arguments("a smaller capacity finds all full", "4 4 2", 1, 99, 4, "3|4|1 2"),
                arguments("no minute above the ceiling, the rest is the next quarter's", "0 0", 2, 3, 9, "1 2 5|3 4 6"),
                arguments("a ceiling under the capacity is the capacity", "0 0 0", 9, 2, 9, "1 2|3 4|5 6"),
                arguments("a full quarter takes nothing", "3 3", 2, 3, 9, "|"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tables")
    void idsGoToMinutes(String fact, String loads, int capacity, int ceiling, int ids, String expected) {
        assertThat(text(dealt(loads(loads), 1, ids, capacity, ceiling))).isEqualTo(expected);
        assertThat(text(placed(loads(loads), ids, capacity, ceiling)))
                .as("the same in rows of first, step and size")
                .isEqualTo(expected);
    }

    @Test
    void aListInPartsIsSpreadAsAWhole() {
        MinuteLoads none = none(15);
        List<List<Long>> first = dealt(none, 1, 38, 2, NO_CEILING);
        List<List<Long>> second = dealt(after(none, first), 39, 100, 2, NO_CEILING);
        List<List<Long>> whole = dealt(none, 1, 100, 2, NO_CEILING);
        assertThat(IntStream.range(0, 15)
                        .mapToObj(minute -> Stream.concat(first.get(minute).stream(), second.get(minute).stream())
                                .toList()))
                .isEqualTo(whole);
    }

    @Test
    void theRowsSayWhatTheRuleSaysWhateverTheLoads() {
        Random random = new Random(2026);
        for (int round = 0; round < 500; round++) {
            MinuteLoads loads = new MinuteLoads(
                    random.longs(1 + random.nextInt(15), 0, 7).boxed().toList());
            int capacity = 1 + random.nextInt(6);
            int ceiling = 1 + random.nextInt(12);
            int ids = random.nextInt(120);
            assertThat(placed(loads, ids, capacity, ceiling))
                    .as("%s, capacity %d, ceiling %d, %d ids", loads, capacity, ceiling, ids)
                    .isEqualTo(dealt(loads, 1, ids, capacity, ceiling));
        }
    }

    @Test
    void aMillionIdsAreAFewRowsAndNoPeak() {
        MinuteLoads.Placement placement = none(15).place(0, 1_000_000, 2, NO_CEILING);
        assertThat(placement.placed()).isEqualTo(1_000_000);
        assertThat(placement.shares()).hasSize(30);
        List<Long> loads = placement.loads().minutes();
        assertThat(Collections.max(loads) - Collections.min(loads)).isLessThanOrEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"5 0 0, 3, 3 2 0", "9 2 0, 4, 4 4 3", "9 9 9, 4, 4 4 4", "1 2 3, 4, 1 2 3"})
    void whatAMinuteCannotCarryMovesOnToTheNext(String loads, int ceiling, String carried) {
        assertThat(loads(loads).carriedOver(ceiling)).isEqualTo(loads(carried));
    }

    private static List<List<Long>> placed(MinuteLoads loads, int ids, int capacity, int ceiling) {
        List<List<Long>> minutes = loads.minutes().stream()
                .<List<Long>>map(load -> new ArrayList<>())
                .toList();
        loads.place(1, ids, capacity, ceiling)
                .shares()
                .forEach(share -> LongStream.range(0, share.size())
                        .forEach(i -> minutes.get(share.minute()).add(share.first() + i * share.step())));
        return minutes;
    }

    private static MinuteLoads loads(String text) {
        return new MinuteLoads(Stream.of(text.split(" ")).map(Long::valueOf).toList());
    }

    private static String text(List<List<Long>> minutes) {
        return minutes.stream()
                .map(ids -> ids.stream().map(String::valueOf).collect(Collectors.joining(" ")))
                .collect(Collectors.joining("|"));
    }
}
