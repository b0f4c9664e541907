package org.resultsrelay.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTests {

    @ParameterizedTest
    @CsvSource({
        "PT0.4S, less than a second",
        "PT1S, 1 second",
        "PT59.9S, 59 seconds",
        "PT1M, 1 minute",
        "PT1M1S, 1 minute 1 second",
        "PT59M59S, 59 minutes 59 seconds",
        "PT2H5M9S, 2 hours 5 minutes",
        "PT24H, 1 day",
        "PT100H, 4 days 4 hours"
    })
    void durationsReadAsPeopleSayThem(Duration duration, String words) {
        assertThat(Words.lasting(duration)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({"0, 0 users", "1, 1 user", "1204, '1,204 users'"})
    void countsAgreeWithTheirNoun(long number, String words) {
        assertThat(Words.count(number, "user")).isEqualTo(words);
    }
}
