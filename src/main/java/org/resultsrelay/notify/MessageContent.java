package org.resultsrelay.notify;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a message says: plain text whose first line is the headline, rows of buttons, perhaps a picture, which is never edited. */
public record MessageContent(
        String text, List<List<Button>> buttons, @Nullable Picture picture) {

    public MessageContent {
        buttons = buttons.stream().map(List::copyOf).toList();
    }

    public static MessageContent of(String text) {
        return new MessageContent(text, List.of(), null);
    }

    public MessageContent with(List<List<Button>> rows) {
        return new MessageContent(text, rows, picture);
    }

    public MessageContent with(Picture shown) {
        return new MessageContent(text, buttons, shown);
    }

    public String headline() {
        return text.lines().findFirst().orElse("");
    }
}
