package org.resultsrelay.chat;

import java.util.Optional;
import org.resultsrelay.notify.ChatHandler.ChatReply;

/** Some buttons, with what pressing them does; empty for those of others. A button may be old: the answer says what is true now. */
public interface ButtonHandler {

    /** {@code pressed}: by whom and where, its rest is the button's action. */
    Optional<ChatReply> press(ChatRequest pressed);
}
