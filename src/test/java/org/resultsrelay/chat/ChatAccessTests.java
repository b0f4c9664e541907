package org.resultsrelay.chat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.resultsrelay.notify.IncomingMessage.ChatPlace;

class ChatAccessTests {

    @ParameterizedTest
    @CsvSource({
        // linked, allowed chat, alone with the bot
        "true,  true,  false, OPEN",
        "true,  false, true,  OPEN",
        "true,  true,  true,  OPEN",
        "true,  false, false, ELSEWHERE",
        "false, true,  false, STRANGER",
        "false, true,  true,  STRANGER",
        "false, false, false, STRANGER"
    })
    void linkedPersonsAreHeardWhereOnlyTheyRead(boolean linked, boolean allowed, boolean alone, ChatAccess gate) {
        assertThat(ChatAccess.of(linked, new ChatPlace("telegram", allowed, alone)))
                .isEqualTo(gate);
    }
}
