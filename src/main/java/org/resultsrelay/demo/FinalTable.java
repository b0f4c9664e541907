package org.resultsrelay.demo;

import java.util.List;
import java.util.Locale;
import org.resultsrelay.demo.platform.Counters;

/** The table at the end of the demo. */
final class FinalTable {

    private static final String RULE = "+----------------------------+------------+";
    private static final int EXAMPLES = 5;

    private FinalTable() {}

    static List<String> of(Counters counters, Comparison comparison) {
        return List.of(
                RULE,
                row("Results sent", counters.sent()),
                row("  accepted", counters.accepted.sum()),
                row("  duplicates", counters.duplicates.sum()),
                row("  refused", counters.refused.sum()),
                row("Summaries received", counters.summaries.sum()),
                row("Users", comparison.right() + comparison.wrong().size()),
                row("  totals right", comparison.right()),
                row("  totals wrong", comparison.wrong().size()),
                row("Backward revisions", counters.backward.sum()),
                row("Bad signatures", counters.badSignatures.sum()),
                RULE);
    }

    /** Describes the first few users whose totals are wrong. */
    static List<String> examples(Comparison comparison) {
        return comparison.wrong().stream()
                .limit(EXAMPLES)
                .map(wrong -> "  %s: expected %s, the client company shows %s"
                        .formatted(wrong.user(), wrong.expected(), wrong.actual() == null ? "nothing" : wrong.actual()))
                .toList();
    }

    private static String row(String label, long count) {
        return String.format(Locale.ROOT, "| %-26s | %,10d |", label, count);
    }
}
