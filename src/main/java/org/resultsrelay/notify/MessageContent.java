package org.resultsrelay.notify;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** The content of a message: plain text whose first line is the headline, and rows of buttons. */
public record MessageContent(String text, List<List<Button>> buttons) {

    /** Ends the headline of a message that may have been delivered before. */
    private static final String PERHAPS_AGAIN = " (perhaps again)";

    public MessageContent {
        buttons = buttons.stream().map(List::copyOf).toList();
    }

    /** A button under a message. {@code action} comes back unchanged; Telegram allows 64 bytes. */
    public record Button(String label, String action) {

        private static final int LIMIT = 64;

        public Button {
            if (label.isBlank() || action.isEmpty() || action.getBytes(StandardCharsets.UTF_8).length > LIMIT) {
                throw new IllegalArgumentException("A button needs a label and an action of 1 to 64 bytes: " + action);
            }
        }
    }

    public static MessageContent of(String text) {
        return new MessageContent(text, List.of());
    }

    public MessageContent with(List<List<Button>> rows) {
        return new MessageContent(text, rows);
    }

    public String headline() {
        return text.lines().findFirst().orElse("");
    }

    MessageContent perhapsAgain() {
        int end = headline().length();
        return new MessageContent(text.substring(0, end) + PERHAPS_AGAIN + text.substring(end), buttons);
    }

    boolean isPerhapsAgain() {
        return headline().endsWith(PERHAPS_AGAIN);
    }

    /** The text without the mark of a repeated message. */
    public String unmarked() {
        return text.replace(PERHAPS_AGAIN, "");
    }
}
