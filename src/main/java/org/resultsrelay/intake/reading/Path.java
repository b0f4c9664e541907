package org.resultsrelay.intake.reading;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.TokenStreamContext;

/**
 * The place of something in an event, such as {@code extra.list[2].name}; built only if there is something to report.
 */
final class Path {

    private static final int LONGEST_NAME = 64;

    private Path() {}

    /** The place of the parser's current value, seen from the event, whose own object is {@code event}. */
    static String of(JsonParser json, TokenStreamContext event) {
        TokenStreamContext here = json.streamReadContext();
        return of(json.currentToken().isStructStart() ? here.getParent() : here, event);
    }

    private static String of(@Nullable TokenStreamContext here, TokenStreamContext event) {
        if (here == null) {
            return "";
        }
        String holder = here.equals(event) ? "" : of(here.getParent(), event);
        if (here.inArray()) {
            return holder + "[" + here.getCurrentIndex() + "]";
        }
        String name = Characters.shown(String.valueOf(here.currentName()), LONGEST_NAME);
        return holder.isEmpty() ? name : holder + "." + name;
    }
}
