package org.resultsrelay.notify;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.resultsrelay.notify.MessageContent.Button;
import org.resultsrelay.text.Words;

/**
 * A long list, a screen at a time. A page after the end shows the last one, because the list may have become shorter.
 */
public record PagedList<T>(List<T> all, int asked, int size) {

    public List<T> shown() {
        return all.subList(from(), Math.min(all.size(), from() + size));
    }

    /** The position of the first item shown, from 0. */
    public int from() {
        return page() * size;
    }

    /** The last line under the items; empty if everything is shown. */
    public String position() {
        int to = from() + shown().size();
        String first = shown().size() == 1 ? "" : from() + 1 + " to ";
        return last() == 0 ? "" : "\n(" + first + to + " of " + Words.number(all.size()) + ")";
    }

    /** Buttons for the neighbouring pages. {@code action}: that of a button that shows a page. */
    public List<List<Button>> buttons(IntFunction<String> action) {
        List<Button> row = new ArrayList<>();
        if (page() > 0) {
            row.add(new Button("◀ Back", action.apply(page() - 1)));
        }
        if (page() < last()) {
            row.add(new Button("More ▶", action.apply(page() + 1)));
        }
        return row.isEmpty() ? List.of() : List.of(row);
    }

    private int page() {
        return Math.clamp(asked, 0, last());
    }

    private int last() {
        return Math.max(0, (all.size() - 1) / size);
    }
}
