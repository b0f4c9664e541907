package org.resultsrelay.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.demo.company.Totals;
import org.resultsrelay.demo.platform.ExpectedTotals;

/** Compares the expected totals of all users with those that the client company shows. */
record Comparison(int right, List<Wrong> wrong) {

    /** {@code actual} is null if no summary has arrived. */
    record Wrong(String user, Totals expected, @Nullable Totals actual) {}

    static Comparison of(ExpectedTotals expectedTotals, Function<String, @Nullable Totals> shown) {
        int right = 0;
        List<Wrong> wrong = new ArrayList<>();
        for (String user : expectedTotals.users()) {
            Totals expected = expectedTotals.of(user);
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
