package org.resultsrelay.delivery.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTests {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "120, 120",
        "' 7 ', 7",
        "'Sat, 21 Nov 2026 10:01:30 GMT', 90",
        "'Sat, 21 Nov 2026 09:00:00 GMT', 0",
    })
    void secondsAndDatesAreUnderstood(String header, long seconds) {
        assertThat(RetryAfter.parse(header, NOW)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-5", "1.5", "99999999999999999999", "٣"})
    void anythingElseIsAsIfItWereAbsent(String header) {
        assertThat(RetryAfter.parse(header, NOW)).isNull();
    }

    @Test
    void absentIsAbsent() {
        assertThat(RetryAfter.parse(null, NOW)).isNull();
    }
}
