package org.resultsrelay.intake.reading;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/**
 * Times by RFC 3339, such as {@code 2026-11-21T10:00:00.5+01:00}, cut to microseconds. Java's own formatter accepts
 * more (no seconds, years beyond 9999) and less (offsets beyond 18 hours), and costs more on the hot path.
 */
final class Rfc3339 {

    private static final int SHORTEST = "0001-01-01T00:00:00Z".length();
    private static final int MOST_FRACTION_DIGITS = 9;
    private static final long FIRST = Instant.parse("0001-01-01T00:00:00Z").getEpochSecond();
    private static final long LAST = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

    private final String text;
    private boolean wrong;
    private int at;

    private Rfc3339(String text) {
        this.text = text;
    }

    /** The time; null if the text is none. */
    static @Nullable Instant parse(String text) {
        return text.length() < SHORTEST ? null : new Rfc3339(text).instant();
    }

    private @Nullable Instant instant() {
        int year = number(4, 1, 9999);
        expect('-', '-');
        int month = number(2, 1, 12);
        expect('-', '-');
        int day = number(2, 1, wrong ? 31 : YearMonth.of(year, month).lengthOfMonth());
        expect('T', 't');
        int minutes = time();
        expect(':', ':');
        int second = number(2, 0, 60);
        int micros = fraction();
        int local = minutes - offset();
        if (wrong || at != text.length() || (second == 60 && Math.floorMod(local, 1440) != 1439)) {
            return null;
        }
        // a leap second is read as the second before it, as java.time does
        long seconds = LocalDate.of(year, month, day).toEpochDay() * 86_400 + local * 60L + Math.min(second, 59);
        return seconds < FIRST || seconds > LAST ? null : Instant.ofEpochSecond(seconds, micros * 1_000L);
    }

    private int time() {
        int hours = number(2, 0, 23);
        expect(':', ':');
        return hours * 60 + number(2, 0, 59);
    }

    private int fraction() {
        if (at >= text.length() || text.charAt(at) != '.') {
            return 0;
        }
        int start = ++at;
        int micros = 0;
        for (; at < text.length() && isDigit(text.charAt(at)); at++) {
            micros = at - start < 6 ? micros * 10 + text.charAt(at) - '0' : micros;
        }
        int digits = at - start;
        wrong |= digits == 0 || digits > MOST_FRACTION_DIGITS;
        for (int missing = digits; missing < 6; missing++) {
            micros *= 10;
        }
        return micros;
    }

    private int offset() {
        char sign = at < text.length() ? text.charAt(at++) : ' ';
        return switch (sign) {
            case 'Z', 'z' -> 0;
            case '+' -> time();
            case '-' -> -time();
            default -> {
                wrong = true;
                yield 0;
            }
        };
    }

    private int number(int digits, int from, int to) {
        int value = 0;
        for (int end = at + digits; at < end; at++) {
            if (at >= text.length() || !isDigit(text.charAt(at))) {
                wrong = true;
                return from;
            }
            value = value * 10 + text.charAt(at) - '0';
        }
        wrong |= value < from || value > to;
        return wrong ? from : value;
    }

    private void expect(char wanted, char orElse) {
        if (at >= text.length() || (text.charAt(at) != wanted && text.charAt(at) != orElse)) {
            wrong = true;
        }
        at++;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
