package org.resultsrelay.demo.company;

import java.util.Map;
import java.util.SortedMap;

/** The company's results page, as plain as can be. */
final class Page {

    private static final String ROW = "%-32s %5s %6s %9s %9s %9s %5s%n";

    private Page() {}

    static String of(SortedMap<String, Standing> standings) {
        StringBuilder text =
                new StringBuilder(ROW.formatted("user", "tests", "passed", "score", "of", "percent", "rev."));
        for (Map.Entry<String, Standing> entry : standings.entrySet()) {
            text.append(row(entry.getKey(), entry.getValue()));
        }
        return text.toString();
    }

    private static String row(String user, Standing standing) {
        Totals totals = standing.totals();
        return ROW.formatted(
                user,
                totals.testsCompleted(),
                totals.testsPassed(),
                totals.score().toPlainString(),
                totals.maxScore().toPlainString(),
                totals.percent() == null ? "-" : totals.percent().toPlainString(),
                standing.revision());
    }
}
