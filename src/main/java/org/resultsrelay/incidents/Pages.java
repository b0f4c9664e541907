package org.resultsrelay.incidents;

import java.util.ArrayList;
import java.util.List;
import org.resultsrelay.notify.Button;

/** A long list, a screen at a time. A page past the end shows the last one: the list may have become shorter meanwhile. */
record Pages<T>(List<T> all, int asked, int size) {

    List<T> shown() {
        return all.subList(from(), Math.min(all.size(), from() + size));
    }

    int from() {
        return page() * size;
    }

    private int page() {
        return Math.clamp(asked, 0, last());
    }

    private int last() {
        return Math.max(0, (all.size() - 1) / size);
    }

    /** To the pages around this one. */
    List<List<Button>> buttons(Press press, long alert) {
        List<Button> row = new ArrayList<>();
        if (page() > 0) {
            row.add(press.on(alert, page() - 1, "◀ Page " + page()));
        }
        if (page() < last()) {
            row.add(press.on(alert, page() + 1, "Page " + (page() + 2) + " ▶"));
        }
        return row.isEmpty() ? List.of() : List.of(row);
    }
}
