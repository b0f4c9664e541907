package org.resultsrelay.demo;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.resultsrelay.demo.company.Listener;
import org.resultsrelay.demo.company.Summary;
import org.resultsrelay.demo.company.Totals;
import org.resultsrelay.demo.platform.Tally;
import org.resultsrelay.demo.stage.Screen;
import org.resultsrelay.demo.stage.Screen.Tone;

/** Tells what reaches the client company: one line a summary, or in a replay only the count. */
final class Commentary implements Listener {

    private static final String COLUMNS = "%-8s  %-12s  %5s  %6s  %5s  %7s / %-4s  %9s  %4s  %s";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final Screen screen;
    private final Tally tally;
    private final boolean everySummary;
    private final Clock clock;

    Commentary(Screen screen, Tally tally, boolean everySummary, Clock clock) {
        this.screen = screen;
        this.tally = tally;
        this.everySummary = everySummary;
        this.clock = clock;
    }

    void heading() {
        if (everySummary) {
            screen.line(
                    Tone.FAINT,
                    COLUMNS.formatted(
                            "time",
                            "user",
                            "tests",
                            "passed",
                            "prov.",
                            "score",
                            "max",
                            "percent",
                            "rev.",
                            "newest test"));
        }
    }

    @Override
    public void applied(Summary summary) {
        tally.summaries.increment();
        if (everySummary) {
            screen.line(row(summary));
        }
    }

    private String row(Summary summary) {
        Totals totals = summary.data().totals();
        return COLUMNS.formatted(
                TIME.format(clock.instant().atZone(ZoneId.systemDefault())),
                summary.data().userId(),
                totals.testsCompleted(),
                totals.testsPassed(),
                totals.testsProvisional() == 0 ? "" : totals.testsProvisional(),
                number(totals.score(), 1),
                totals.maxScore().toPlainString(),
                totals.percent() == null ? "-" : number(totals.percent(), 2) + " %",
                summary.data().revision(),
                summary.newestTest().map(Summary.Test::testName).orElse(""));
    }

    private static String number(BigDecimal number, int decimals) {
        return number.setScale(Math.max(decimals, number.scale())).toPlainString();
    }

    @Override
    public void wentBackward(Summary summary, long appliedRevision) {
        tally.backward.increment();
        screen.line(
                Tone.BAD,
                "!!! BACKWARD: user %s got revision %d after revision %d; the relay must never do this"
                        .formatted(summary.data().userId(), summary.data().revision(), appliedRevision));
    }

    @Override
    public void refusedSignature(String webhookId) {
        tally.badSignatures.increment();
        screen.line(
                Tone.BAD,
                "!!! BAD SIGNATURE: request %s is not signed with this company's secret, and was refused"
                        .formatted(webhookId));
    }
}
