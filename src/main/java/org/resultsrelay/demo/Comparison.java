package org.resultsrelay.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.demo.company.Totals;
import org.resultsrelay.demo.platform.Ledger;

/** The ledger beside what the company shows: the totals that must be, and the totals that are. */
record Comparison(int right, List<Wrong> wrong) {

    /** {@code actual} is null when no summary has arrived. */
    record Wrong(String user, Totals expected, @Nullable Totals actual) {}

    static Comparison of(Ledger ledger, Function<String, @Nullable Totals> shown) {
        int right = 0;
        List<Wrong> wrong = new ArrayList<>();
        for (String user : ledger.users()) {
            Totals expected = ledger.totals(user);
            Totals actual = shown.apply(user);
            if (expected.equals(actual)) {
                right++;
            } else {
                wrong.add(new Wrong(user, expected, actual));
            }
        }
        return new Comparison(right, wrong);
    }

    boolean allRight() {
        return wrong.isEmpty();
    }
}
