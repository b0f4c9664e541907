package org.resultsrelay.chat;

import org.resultsrelay.notify.ChatHandler.ChatReply;

/** One command, with what it answers and does. Called in a transaction that notes the command as heard. */
public interface CommandHandler {

    ChatCommand command();

    ChatReply answer(ChatRequest asked);
}
