package org.resultsrelay.notify;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whoever answers what people say in a chat. A channel that people can write to calls it inside the transaction that notes
 * the message as handled: so it asks nothing of the outside.
 */
public interface ChatHandler {

    /** What can be asked, in the order in which a menu shows it. */
    List<Command> commands();

    ChatReply handle(IncomingMessage message);

    /** {@code name} without its slash. */
    record Command(String name, String meaning) {}

    /** {@code message} goes into the chat, {@code toast} to the person who pressed; both null: silence. */
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
