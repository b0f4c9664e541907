package org.resultsrelay.intake.reading;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/** Exact numbers with at most 9 digits before the point and 2 after it, in any spelling. */
final class Decimal {

    private static final int INTEGER_DIGITS = 9;
    private static final int DECIMALS = 2;

    /** Longer ones are refused by their length; only redundant zeros could make them valid. */
    private static final int LONGEST_TEXT = 100;

    private Decimal() {}

    /** The parser's current number without redundant zeros; null if it has too many digits. */
    static @Nullable BigDecimal parse(JsonParser json) {
        return json.getStringLength() > LONGEST_TEXT ? null : parse(json.getString());
    }

    static @Nullable BigDecimal parse(String text) {
        try {
            BigDecimal value = new BigDecimal(text).stripTrailingZeros();
            long integerDigits = (long) value.precision() - value.scale();
            if (value.scale() > DECIMALS || integerDigits > INTEGER_DIGITS) {
                return null;
            }
            return value.scale() < 0
                    ? value.setScale(0)
                    : value; // 1E+2 becomes 100, only now that it is known to be short
        } catch (ArithmeticException | NumberFormatException e) {
            return null; // an exponent beyond 32 bits
        }
    }

    static boolean isWhole(BigDecimal value, int from, int to) {
        return value.scale() == 0 && value.intValue() >= from && value.intValue() <= to;
    }
}
