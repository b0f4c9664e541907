package org.resultsrelay.sources.mapping;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Exact decimals of a bounded size, whatever exponent they were written with. */
final class Decimals {

    private static final int LONGEST_TEXT = 100;
    private static final int INTEGER_DIGITS = 50; // ids are numbers too, at some platforms of 17 digits
    private static final int MOST_DECIMALS = 100;

    private Decimals() {}

    static BigDecimal parse(String text) {
        String number = text.strip();
        if (number.length() > LONGEST_TEXT) {
            throw tooManyDigits();
        }
        if (!isNumber(number)) {
            throw new Unconvertible("is not a number: " + Unconvertible.shown(text));
        }
        try {
            return bounded(new BigDecimal(number));
        } catch (NumberFormatException | ArithmeticException e) {
            throw tooManyDigits(); // the exponent is beyond 32 bits
        }
    }

    /** BigDecimal also reads digits of other scripts. */
    private static boolean isNumber(String text) {
        boolean digits = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            digits |= c >= '0' && c <= '9';
            if ((c < '0' || c > '9') && ".+-eE".indexOf(c) < 0) {
                return false;
            }
        }
        return digits && isDecimal(text);
    }

    private static boolean isDecimal(String text) {
        int e = Math.max(text.indexOf('e'), text.indexOf('E'));
        String mantissa = e < 0 ? text : text.substring(0, e);
        return mantissa.lastIndexOf('.') == mantissa.indexOf('.')
                && Math.max(mantissa.lastIndexOf('-'), mantissa.lastIndexOf('+')) <= 0;
    }

    /** Judged by its exponent first: writing out 1e999999999 would take all memory. */
    static BigDecimal bounded(BigDecimal value) {
        if (value.signum() == 0) {
            return BigDecimal.ZERO;
        }
        if ((long) value.precision() - value.scale() > INTEGER_DIGITS
                || value.scale() > MOST_DECIMALS
                || value.precision() > LONGEST_TEXT) {
            throw tooManyDigits();
        }
        BigDecimal plain = value.stripTrailingZeros();
        return plain.scale() < 0 ? plain.setScale(0) : plain;
    }

    static BigDecimal round2(BigDecimal value) {
        return bounded(value.setScale(2, RoundingMode.HALF_UP));
    }

    static BigDecimal percent(BigDecimal fraction) {
        return bounded(fraction.movePointRight(2));
    }

    private static Unconvertible tooManyDigits() {
        return new Unconvertible("has too many digits");
    }
}
