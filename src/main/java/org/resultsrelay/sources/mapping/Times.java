package org.resultsrelay.sources.mapping;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Times as platforms write them. One without a zone is read in the source's zone, and only if that is known. */
final class Times {

    private static final int LONGEST = 64;
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    /** RFC 3339, also with a blank instead of the T, with a short offset, or with none. */
    static final DateTimeFormatter RFC3339 = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendPattern("['T'][' ']")
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .appendPattern("[XXX][XX][X]")
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private Times() {}

    /** Throws {@link IllegalArgumentException} if the pattern is none. The era is given so that yyyy means a year. */
    static DateTimeFormatter pattern(String pattern) {
        return new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(pattern)
                .parseDefaulting(ChronoField.ERA, 1)
                .toFormatter(Locale.ENGLISH)
                .withResolverStyle(ResolverStyle.STRICT);
    }

    /** Seconds since 1970, with any fraction. */
    static Instant unix(BigDecimal seconds) {
        if (seconds.compareTo(BigDecimal.valueOf(FIRST.getEpochSecond())) < 0
                || seconds.compareTo(BigDecimal.valueOf(LAST.getEpochSecond())) > 0) {
            throw outOfRange();
        }
        long micros = seconds.movePointRight(6).setScale(0, RoundingMode.FLOOR).longValueExact();
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    static Instant parse(String text, DateTimeFormatter formatter, @Nullable ZoneId zone) {
        if (text.length() > LONGEST) {
            throw none(text);
        }
        try {
            TemporalAccessor parsed = formatter.parse(text.strip());
            LocalDateTime local = LocalDateTime.from(parsed);
            if (parsed.isSupported(ChronoField.OFFSET_SECONDS)) {
                return bounded(local.toInstant(ZoneOffset.ofTotalSeconds(parsed.get(ChronoField.OFFSET_SECONDS))));
            }
            return bounded(local.toInstant(offset(local, text, zone)));
        } catch (DateTimeException e) {
            throw none(text);
        }
    }

    /** In an overlap, the earlier of the two offsets: the one that was in force until then. */
    private static ZoneOffset offset(LocalDateTime local, String text, @Nullable ZoneId zone) {
        if (zone == null) {
            throw new Unconvertible(
                    "has no zone: " + Unconvertible.shown(text) + "; set the source's time_zone to the platform's");
        }
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
        if (offsets.isEmpty()) {
            throw new Unconvertible(
                    "does not exist in " + zone + ", where the clock is put forward: " + Unconvertible.shown(text));
        }
        return offsets.getFirst();
    }

    private static Instant bounded(Instant time) {
        if (time.isBefore(FIRST) || time.isAfter(LAST)) {
            throw outOfRange();
        }
        return time.truncatedTo(ChronoUnit.MICROS);
    }

    private static Unconvertible outOfRange() {
        return new Unconvertible("is a time before the year 1 or after 9999");
    }

    private static Unconvertible none(String text) {
        return new Unconvertible("is not a time in the expected form: " + Unconvertible.shown(text));
    }
}
