package org.resultsrelay.notify;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answers what people write in a chat. The channel calls it inside the transaction that marks the message as handled,
 * so it calls nothing outside.
 */
public interface ChatHandler {

    /** The commands, in the order of the menu. */
    List<Command> commands();

    ChatReply handle(IncomingMessage message);

    /** {@code name} without its slash. */
    record Command(String name, String meaning) {}

    /** {@code message} goes into the chat, {@code toast} to the person who pressed a button; both null: no answer. */
    record ChatReply(
            @Nullable MessageContent message, @Nullable String toast) {

        public static final ChatReply SILENCE = new ChatReply(null, null);

        public static ChatReply message(MessageContent content) {
            return new ChatReply(content, null);
        }

        public static ChatReply toast(String text) {
            return new ChatReply(null, text);
        }
    }
}
