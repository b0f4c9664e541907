package org.resultsrelay.delivery.push;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Comparator;
import java.util.Objects;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.utils.DateUtils;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code Retry-After}, in seconds or as an HTTP date. Null if it asks for nothing: it is absent, unreadable,
 * zero, negative, or a past date. Nobody may ask for more than a day.
 */
final class RetryAfter {

    private static final Duration LONGEST = Duration.ofDays(1);
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,100}");
    private static final DateTimeFormatter[] DATES = {
        DateUtils.FORMATTER_RFC1123,
        DateUtils.FORMATTER_RFC1036,
        DateUtils.FORMATTER_ASCTIME.withZone(ZoneOffset.UTC),
        DateTimeFormatter.RFC_1123_DATE_TIME
    };

    private RetryAfter() {}

    /** Of several headers, the longest wait counts. */
    static @Nullable Duration parse(Collection<String> headers, Instant now) {
        return headers.stream()
                .map(header -> parse(header.strip(), now))
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    private static @Nullable Duration parse(String value, Instant now) {
        Duration asked = SECONDS.matcher(value).matches() ? seconds(value) : until(value, now);
        return asked.isPositive() ? shorter(asked, LONGEST) : null;
    }

    private static Duration seconds(String value) {
        return Duration.ofSeconds(new BigInteger(value)
                .min(BigInteger.valueOf(LONGEST.toSeconds()))
                .longValueExact());
    }

    private static Duration until(String value, Instant now) {
        Instant date = DateUtils.parseDate(value, DATES);
        if (date == null) { // the day of the week may be wrong and is ignored
            date = DateUtils.parseDate(value.substring(value.indexOf(',') + 1).strip(), DATES);
        }
        return date == null ? Duration.ZERO : Duration.between(now, date);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
