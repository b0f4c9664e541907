package org.resultsrelay.notify;

import java.util.List;

/** The content of a message: plain text whose first line is the headline, and rows of buttons. */
public record MessageContent(String text, List<List<Button>> buttons) {

    /** Ends the headline of a message that may have been delivered before. */
    public static final String PERHAPS_AGAIN = " (perhaps again)";

    public MessageContent {
        buttons = buttons.stream().map(List::copyOf).toList();
    }

    public static MessageContent of(String text) {
        return new MessageContent(text, List.of());
    }

    public MessageContent with(List<List<Button>> rows) {
        return new MessageContent(text, rows);
    }

    MessageContent perhapsAgain() {
        int end = headline().length();
        return new MessageContent(text.substring(0, end) + PERHAPS_AGAIN + text.substring(end), buttons);
    }

    public String headline() {
        return text.lines().findFirst().orElse("");
    }
}
