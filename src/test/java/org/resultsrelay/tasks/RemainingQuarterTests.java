package org.resultsrelay.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RemainingQuarterTests {

    @ParameterizedTest
    @CsvSource({
        "10:00:00, 10:00, 10:15, 15",
        "10:00:59.999, 10:00, 10:15, 15",
        "10:07:30, 10:07, 10:15, 8",
        "10:14:59, 10:14, 10:15, 1",
        "10:15:00, 10:15, 10:30, 15",
        "10:44:01, 10:44, 10:45, 1",
        "23:59:59, 23:59, 24:00, 1"
    })
    void whatIsLeftOfAQuarterBeginsWithTheMinuteThatRuns(String now, String from, String end, int minutes) {
        RemainingQuarter quarter = RemainingQuarter.at(Instant.parse("2026-11-22T" + now + "Z"));
        assertThat(quarter.from()).isEqualTo("2026-11-22T" + from + ":00Z");
        assertThat(quarter.end()).isEqualTo(Instant.parse("2026-11-22T" + end + ":00Z"));
        assertThat(quarter.minutes()).hasSize(minutes).startsWith(quarter.from());
    }

    @ParameterizedTest
    @CsvSource({
        "0, 2, 10, 10:08",
        "1, 2, 10, 10:16",
        "30, 2, 10, 10:30",
        "31, 2, 10, 10:30",
        "150, 2, 10, 10:30",
        "151, 2, 10, 10:31",
        "600, 2, 10, 11:15",
        "4, 100, 2, 10:17"
    })
    void whatThisQuarterHasNoRoomForEndsInALaterOne(long unplanned, long capacity, long ceiling, String end) {
        Instant now = Instant.parse("2026-11-22T10:07:30Z");
        RemainingQuarter.Forecast forecast =
                RemainingQuarter.at(now).forecast(Instant.parse("2026-11-22T10:08:00Z"), unplanned, capacity, ceiling);
        assertThat(forecast.end()).isEqualTo("2026-11-22T" + end + ":00Z");
        assertThat(forecast.secondsLeft()).isEqualTo(forecast.end().getEpochSecond() - now.getEpochSecond());
    }

    @ParameterizedTest
    @CsvSource({"10:07:00, 60", "10:07:00.001, 60", "10:07:59, 1", "10:07:59.999, 1", "10:08:00, 0", "10:08:01, 0"})
    void thereIsTimeLeftUntilTheEnd(String now, long seconds) {
        RemainingQuarter.Forecast forecast = RemainingQuarter.at(Instant.parse("2026-11-22T" + now + "Z"))
                .forecast(Instant.parse("2026-11-22T10:08:00Z"), 0, 2, 10);
        assertThat(forecast.secondsLeft()).isEqualTo(seconds);
    }
}
