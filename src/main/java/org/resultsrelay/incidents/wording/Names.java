package org.resultsrelay.incidents.wording;

import static org.resultsrelay.text.Words.count;

import java.util.List;

/** Many names in few words. */
final class Names {

    private static final int SHOWN = 3;

    private Names() {}

    static String of(List<String> names) {
        if (names.size() <= SHOWN) {
            return String.join(", ", names);
        }
        return String.join(", ", names.subList(0, SHOWN)) + " and " + count(names.size() - SHOWN, "other");
    }
}
