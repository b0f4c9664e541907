package org.resultsrelay.chat;

import org.resultsrelay.notify.IncomingMessage.ChatPlace;

/** Who may use commands: a linked person, in a listed chat or in a private chat with the bot. */
enum ChatAccess {
    OPEN,
    STRANGER,
    /** A linked person in a chat where others would read along. */
    ELSEWHERE;

    static ChatAccess of(boolean linked, ChatPlace in) {
        if (!linked) {
            return STRANGER;
        }
        return in.allowed() || in.alone() ? OPEN : ELSEWHERE;
    }
}
