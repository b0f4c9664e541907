package org.resultsrelay.chat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTests {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "/status, status, \"\"",
                "/STATUS, status, \"\"",
                "/status@relay_bot, status, \"\"",
                "/client@relay_bot  acme , client, acme",
                "/user acme id with  blanks, user, acme id with  blanks",
                "/user acme \u05D0\u05D1 'quoted', user, acme \u05D0\u05D1 'quoted'",
                "\"  /help\", help, \"\""
            })
    void aCommandIsItsNameAndTheRest(String text, String name, String rest) {
        assertThat(CommandLine.of(text)).contains(new CommandLine(name, rest));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "status", "/", "// comment", "see /status", "/wrong-name"})
    void allElseIsTalk(String text) {
        assertThat(CommandLine.of(text)).isEmpty();
    }

    @Test
    void theRestMayHaveLines() {
        assertThat(CommandLine.of("/pause acme\nmoving\nhouse"))
                .contains(new CommandLine("pause", "acme\nmoving\nhouse"));
    }
}
