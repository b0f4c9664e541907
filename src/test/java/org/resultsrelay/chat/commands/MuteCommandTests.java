package org.resultsrelay.chat.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MuteCommandTests {

    @ParameterizedTest
    @CsvSource({"2h, PT2H", "30m, PT30M", "90 min, PT1H30M", "24H, PT24H"})
    void aLengthIsUnderstood(String text, Duration length) {
        assertThat(MuteCommand.length(text)).contains(length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2", "0h", "25h", "-1h", "2d", "99999999999h", "acme 2h"})
    void allElseIsAskedForAgain(String text) {
        assertThat(MuteCommand.length(text)).isEmpty();
    }
}
