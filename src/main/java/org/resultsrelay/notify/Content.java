package org.resultsrelay.notify;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a message says: plain text whose first line is the headline, rows of buttons, perhaps a picture, which is never edited. */
public record Content(
        String text, List<List<Button>> buttons, @Nullable Picture picture) {

    public Content {
        buttons = buttons.stream().map(List::copyOf).toList();
    }

    public static Content of(String text) {
        return new Content(text, List.of(), null);
    }

    public Content with(List<List<Button>> rows) {
        return new Content(text, rows, picture);
    }

    public Content with(Picture shown) {
        return new Content(text, buttons, shown);
    }

    public String headline() {
        return text.lines().findFirst().orElse("");
    }
}
