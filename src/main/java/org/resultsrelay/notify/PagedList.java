package org.resultsrelay.notify;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.resultsrelay.text.Words;

/** A long list, a screen at a time. A page past the end shows the last one: the list may have become shorter meanwhile. */
public record PagedList<T>(List<T> all, int asked, int size) {

    public List<T> shown() {
        return all.subList(from(), Math.min(all.size(), from() + size));
    }

    /** The place in the list of the first that is shown, from 0. */
    public int from() {
        return page() * size;
    }

    /** As the last line under what is shown; empty where that is everything. */
    public String position() {
        int to = from() + shown().size();
        String first = shown().size() == 1 ? "" : from() + 1 + " to ";
        return last() == 0 ? "" : "\n(" + first + to + " of " + Words.number(all.size()) + ")";
    }

    /** To the pages around this one. {@code action}: that of the button that shows a page. */
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
