package org.resultsrelay.delivery.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTests {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "120, 120",
        "' 7 ', 7",
        "007, 7",
        "'Sat, 21 Nov 2026 10:01:30 GMT', 90",
        "'sat, 21 nov 2026 10:01:30 gmt', 90",
        "'Sat, 21 Nov 2026 10:01:30 UTC', 90",
        "'Sat, 21 Nov 2026 11:01:30 +0100', 90",
        "'21 Nov 2026 10:01:30 GMT', 90",
        "'Mon, 21 Nov 2026 10:01:30 GMT', 90",
        "'Saturday, 21-Nov-26 10:01:30 GMT', 90",
        "'Sat Nov 21 10:01:30 2026', 90",
        "'Sat, 21-Nov-2026 10:01:30 GMT', 90",
    })
    void secondsAndDatesAreUnderstood(String header, long seconds) {
        assertThat(RetryAfter.parse(List.of(header), NOW)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "86400",
                "86401",
                "999999999",
                "1795255200",
                "99999999999999999999",
                "Fri, 31 Dec 9999 23:59:59 GMT",
                "Sun, 22 Nov 2026 10:00:01 GMT"
            })
    void nobodyMayAskForMoreThanADay(String header) {
        assertThat(RetryAfter.parse(List.of(header), NOW)).isEqualTo(Duration.ofDays(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "000",
                "-5",
                "+5",
                "1.5",
                "soon",
                "٣",
                "1e9",
                "5, 10",
                ",",
                "Sat, 21 Nov 2026 09:00:00 GMT",
                "Sat, 21 Nov 2026 10:00:00 GMT",
                "Thu, 01 Jan 1970 00:00:00 GMT",
                "Sat, 31 Feb 2026 10:00:00",
                "Sat, 21 Nov 2026"
            })
    void nothingZeroAndThePastAskForNothing(String header) {
        assertThat(RetryAfter.parse(List.of(header), NOW)).isNull();
    }

    @Test
    void absentAsksForNothing() {
        assertThat(RetryAfter.parse(List.of(), NOW)).isNull();
    }

    @Test
    void ofSeveralTheLongestCounts() {
        assertThat(RetryAfter.parse(List.of("0", "60", "120", "soon", "Sat, 21 Nov 2026 10:01:30 GMT"), NOW))
                .isEqualTo(Duration.ofMinutes(2));
    }
}
