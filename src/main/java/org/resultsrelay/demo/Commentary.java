package org.resultsrelay.demo;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.demo.company.Listener;
import org.resultsrelay.demo.company.Summary;
import org.resultsrelay.demo.company.Totals;
import org.resultsrelay.demo.platform.Event;
import org.resultsrelay.demo.platform.Tally;
import org.resultsrelay.demo.stage.Screen;
import org.resultsrelay.demo.stage.Screen.Tone;

/** Tells what goes into the relay and what comes out, one line each; in a replay, which has too many, only what goes wrong. */
final class Commentary implements Listener {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private final Screen screen;
    private final Tally tally;
    private final boolean everyLine;
    private final Clock clock;

    Commentary(Screen screen, Tally tally, boolean everyLine, Clock clock) {
        this.screen = screen;
        this.tally = tally;
        this.everyLine = everyLine;
        this.clock = clock;
    }

    /** What the lines to come mean. */
    void legend() {
        if (everyLine) {
            screen.line("    in    The platform posts a result: one user has finished one test.");
            screen.line("    out   The company receives a summary: that user's totals over all tests.");
            screen.line("          A user's summary with a higher revision replaces the one before.");
            screen.line("");
        }
    }

    /** The relay has answered the platform. */
    void answered(Event event, String status) {
        if (everyLine) {
            Event.Result result = event.result();
            line(
                    Tone.PLAIN,
                    "in ",
                    event.user().id(),
                    "%s: %s of %s points%s%s"
                            .formatted(
                                    result.testName(),
                                    number(result.score()),
                                    number(result.maxScore()),
                                    result.provisional() ? ", provisional" : "",
                                    switch (status) {
                                        case "accepted" -> "";
                                        case "duplicate" -> " (sent twice, counted once)";
                                        default -> " (refused)";
                                    }));
        }
    }

    @Override
    public void applied(Summary summary) {
        tally.summaries.increment();
        if (everyLine) {
            line(
                    Tone.GOOD,
                    "out",
                    summary.data().userId(),
                    "revision %s: %s"
                            .formatted(
                                    summary.data().revision(),
                                    text(summary.data().totals())));
        }
    }

    private static String text(Totals totals) {
        String provisional =
                totals.testsProvisional() == 0 ? "" : ", provisional %s".formatted(totals.testsProvisional());
        return totals.percent() == null
                ? "no final result yet" + provisional
                : "tests %s, passed %s%s, points %s of %s (%s %%)"
                        .formatted(
                                totals.testsCompleted(),
                                totals.testsPassed(),
                                provisional,
                                number(totals.score()),
                                number(totals.maxScore()),
                                number(totals.percent()));
    }

    private void line(Tone tone, String direction, String user, String text) {
        screen.line(
                tone,
                "%s  %s  %-12s  %s"
                        .formatted(TIME.format(clock.instant().atZone(ZoneId.systemDefault())), direction, user, text));
    }

    private static String number(@Nullable BigDecimal number) {
        return number == null ? "-" : number.toPlainString();
    }

    @Override
    public void wentBackward(Summary summary, long appliedRevision) {
        tally.backward.increment();
        screen.line(
                Tone.BAD,
                "!!! BACKWARD: user %s got revision %s after revision %s; the relay must never do this"
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
