package org.resultsrelay.notify;

import java.nio.charset.StandardCharsets;

/** A button under a message. {@code action} comes back unchanged; Telegram allows 64 bytes. */
public record Button(String label, String action) {

    private static final int LIMIT = 64;

    public Button {
        if (label.isBlank() || action.isEmpty() || action.getBytes(StandardCharsets.UTF_8).length > LIMIT) {
            throw new IllegalArgumentException("A button needs a label and an action of 1 to 64 bytes: " + action);
        }
    }
}
