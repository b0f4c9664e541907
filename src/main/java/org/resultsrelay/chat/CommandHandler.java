package org.resultsrelay.chat;

import org.resultsrelay.notify.ChatHandler.ChatReply;

/** Carries out one command and answers it. Called in the transaction that marks the command as handled. */
public interface CommandHandler {

    ChatCommand command();

    ChatReply answer(ChatRequest asked);
}
