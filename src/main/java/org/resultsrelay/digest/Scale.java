package org.resultsrelay.digest;

import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/** Where a chart's lines are: at numbers that people count by. */
final class Scale {

    private Scale() {}

    /** The least of 4, 8, 12, 16, 20, 40, 80 … that is not below this. */
    static long top(long highest) {
        for (long ten = 1; ; ten *= 10) {
            for (long quarters : List.of(4, 8, 12, 16, 20)) {
                if (quarters * ten >= highest) {
                    return quarters * ten;
                }
            }
        }
    }

    /** None at the bottom to the top, in four steps. */
    static List<Long> lines(long top) {
        return LongStream.rangeClosed(0, 4).mapToObj(step -> top * step / 4).toList();
    }

    /** Short: 800, 12k, 1.5M. */
    static String label(long value) {
        if (value < 1_000) {
            return String.valueOf(value);
        }
        return value < 1_000_000 ? shortened(value, 1_000, "k") : shortened(value, 1_000_000, "M");
    }

    private static String shortened(long value, long unit, String name) {
        return value % unit == 0
                ? value / unit + name
                : String.format(Locale.ENGLISH, "%.1f%s", (double) value / unit, name);
    }
}
