package org.resultsrelay.notify;

import org.jspecify.annotations.Nullable;
import org.resultsrelay.notify.MessageContent.Button;

/**
 * A message that somebody wrote or a button that somebody pressed. {@code late}: so long ago that acting on it would
 * surprise.
 */
public sealed interface IncomingMessage {

    Speaker by();

    ChatPlace in();

    boolean late();

    record WrittenMessage(Speaker by, ChatPlace in, boolean late, String text) implements IncomingMessage {}

    /** {@code action} is that of a {@link Button}. */
    record ButtonPress(Speaker by, ChatPlace in, boolean late, String action) implements IncomingMessage {}

    /** {@code username} is what the person calls themselves, or null; it may change. */
    record Speaker(long id, @Nullable String username) {}

    /**
     * {@code destination}: where replies go; {@code allowed}: on the list of chats; {@code alone}: a private chat with
     * the bot.
     */
    record ChatPlace(String destination, boolean allowed, boolean alone) {}
}
