package org.resultsrelay.support;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A message as it stands in a fake chat; {@code date}: when it was written, {@code text}: as HTML, {@code answers}: what it
 * replies to, {@code topic}: in a forum. */
public record FakeMessage(
        String chat,
        int id,
        int date,
        String text,
        JsonNode markup,
        @Nullable Integer answers,
        @Nullable Integer topic) {

    /** What a person can press, row after row. */
    public List<Button> buttons() {
        return markup.path("inline_keyboard")
                .valueStream()
                .flatMap(JsonNode::valueStream)
                .map(button -> new Button(
                        this,
                        button.path("text").asString(),
                        button.path("callback_data").asString()))
                .toList();
    }

    /** Remembers its message, so that it can be pressed after it is gone, as by a slow hand. */
    public record Button(FakeMessage message, String label, String action) {}

    FakeMessage changed(FakeMessage edit) {
        return new FakeMessage(chat, id, date, edit.text, edit.markup, answers, topic);
    }

    boolean sameAs(FakeMessage edit) {
        return text.equals(edit.text) && markup.equals(edit.markup);
    }
}
