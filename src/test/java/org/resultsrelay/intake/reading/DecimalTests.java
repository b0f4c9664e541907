package org.resultsrelay.intake.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalTests {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0, 0",
        "-0.00, 0",
        "0e400000000, 0",
        "17, 17",
        "17.50, 17.5",
        "17.5000000000, 17.5",
        "-3.25, -3.25",
        "1e2, 100",
        "1E+2, 100",
        "1.5e1, 15",
        "12345e-2, 123.45",
        "100e-4, 0.01",
        "999999999.99, 999999999.99",
        "-999999999.99, -999999999.99",
        "0.000000001e9, 1"
    })
    void aNumberIsTakenExactlyHoweverItIsWritten(String text, BigDecimal value) {
        assertThat(Decimal.parse(text)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1000000000",
                "-1000000000",
                "1e9",
                "0.001",
                "17.555",
                "1e-3",
                "1e400000000",
                "1e-400000000",
                "1e2147483647",
                "1e2147483648",
                "1e-2147483648",
                "1e99999999999999999999",
                "-1e-99999999999999999999",
                "12345678901e-2147483647",
                "100e2147483647"
            })
    void aNumberWithMoreDigitsIsRefused(String text) {
        assertThat(Decimal.parse(text)).isNull();
    }

    @Test
    void aHugeExponentIsNeverWrittenOut() {
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
            for (int i = 0; i < 1_000; i++) {
                assertThat(Decimal.parse("1e400000000")).isNull();
            }
        });
    }

    @Test
    void aMegabyteOfDigitsIsRefusedByItsLength() {
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(30),
                () -> Sample.assertOnlyError(
                        Sample.with("17,", "9".repeat(250_000) + ","),
                        "result.score",
                        "must have at most 9 digits before the decimal point and at most 2 after it"));
    }
}
