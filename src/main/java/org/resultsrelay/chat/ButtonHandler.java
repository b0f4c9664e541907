package org.resultsrelay.chat;

import java.util.Optional;
import org.resultsrelay.notify.ChatHandler.ChatReply;

/**
 * Handles some buttons; empty for the buttons of others. A button may be old, so the answer shows the current state.
 */
public interface ButtonHandler {

    /** {@code pressed}: by whom and where; its rest is the button's action. */
    Optional<ChatReply> press(ChatRequest pressed);
}
