package org.resultsrelay.demo;

import java.util.List;
import java.util.Locale;
import org.resultsrelay.demo.platform.Tally;

/** The one table at the end. */
final class Scoreboard {

    private static final String RULE = "+----------------------------+------------+";
    private static final int EXAMPLES = 5;

    private Scoreboard() {}

    static List<String> of(Tally tally, Comparison comparison) {
        return List.of(
                RULE,
                row("Results sent", tally.sent()),
                row("  accepted", tally.accepted.sum()),
                row("  duplicates", tally.duplicates.sum()),
                row("  refused", tally.refused.sum()),
                row("Summaries received", tally.summaries.sum()),
                row("Users", comparison.right() + comparison.wrong().size()),
                row("  totals right", comparison.right()),
                row("  totals wrong", comparison.wrong().size()),
                row("Backward revisions", tally.backward.sum()),
                row("Bad signatures", tally.badSignatures.sum()),
                RULE);
    }

    /** The first few users whose totals are wrong, with what they should be. */
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
