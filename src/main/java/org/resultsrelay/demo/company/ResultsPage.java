package org.resultsrelay.demo.company;

import java.util.Map;
import java.util.SortedMap;

/** The company's results page, in plain text. */
final class ResultsPage {

    private static final String ROW = "%-32s %5s %6s %9s %9s %9s %5s%n";

    private ResultsPage() {}

    static String of(SortedMap<String, StoredSummary> summaries) {
        StringBuilder text =
                new StringBuilder(ROW.formatted("user", "tests", "passed", "score", "of", "percent", "rev."));
        for (Map.Entry<String, StoredSummary> entry : summaries.entrySet()) {
            text.append(row(entry.getKey(), entry.getValue()));
        }
        return text.toString();
    }

    private static String row(String user, StoredSummary summary) {
        Totals totals = summary.totals();
        return ROW.formatted(
                user,
                totals.testsCompleted(),
                totals.testsPassed(),
                totals.score().toPlainString(),
                totals.maxScore().toPlainString(),
                totals.percent() == null ? "-" : totals.percent().toPlainString(),
                summary.revision());
    }
}
