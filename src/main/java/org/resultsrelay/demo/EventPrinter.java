package org.resultsrelay.demo;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.demo.company.Summary;
import org.resultsrelay.demo.company.SummaryListener;
import org.resultsrelay.demo.company.Totals;
import org.resultsrelay.demo.platform.Counters;
import org.resultsrelay.demo.platform.Event;
import org.resultsrelay.demo.terminal.Screen;
import org.resultsrelay.demo.terminal.Screen.Tone;

/** Prints a line for each result that goes in and each summary that comes out. A replay has too many: it shows only what goes wrong. */
final class EventPrinter implements SummaryListener {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private final Screen screen;
    private final Counters counters;
    private final boolean everyLine;
    private final Clock clock;
    private final Map<List<Object>, Event> newest = new HashMap<>(); // by user, test and attempt

    EventPrinter(Screen screen, Counters counters, boolean everyLine, Clock clock) {
        this.screen = screen;
        this.counters = counters;
        this.everyLine = everyLine;
        this.clock = clock;
    }

    /** Explains the lines that follow. */
    void legend() {
        if (everyLine) {
            screen.line("    in    The platform posts a result: one user has finished one test.");
            screen.line("    out   The company receives a summary: that user's totals over all tests.");
            screen.line("          A user's summary with a higher revision replaces the one before.");
            screen.line("");
        }
    }

    /** Prints what the relay answered to the platform. */
    void answered(Event event, String status) {
        if (everyLine) {
            Event.Result result = event.result();
            boolean again = result.attempt() != null && result.attempt() > 1;
            line(
                    Tone.PLAIN,
                    "in ",
                    event.user().id(),
                    "%s%s: %s of %s points%s%s"
                            .formatted(
                                    result.testName(),
                                    again ? ", attempt " + result.attempt() : "",
                                    number(result.score()),
                                    number(result.maxScore()),
                                    result.provisional() ? ", provisional" : "",
                                    switch (status) {
                                        case "accepted" -> comparedToBefore(event);
                                        case "duplicate" -> " (sent twice, counted once)";
                                        default -> " (refused)";
                                    }));
        }
    }

    /** Says so if the attempt has had another result before. */
    private String comparedToBefore(Event event) {
        Event.Result result = event.result();
        Object attempt = Objects.requireNonNullElse(result.attempt(), event.eventId());
        List<Object> key = List.of(event.user(), result.testId(), attempt);
        Event before = newest.get(key);
        if (before != null && event.occurredAt().isBefore(before.occurredAt())) {
            return " (older than the last one, so it changes nothing)";
        }
        newest.put(key, event);
        if (before == null) {
            return "";
        }
        return before.result().provisional() ? " (now final)" : " (corrected)";
    }

    @Override
    public void applied(Summary summary) {
        counters.summaries.increment();
        if (everyLine) {
            line(
                    Tone.GOOD,
                    "out",
                    summary.userId(),
                    "revision %s: %s".formatted(summary.revision(), text(summary.totals())));
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
        return number == null ? "-" : number.stripTrailingZeros().toPlainString();
    }

    @Override
    public void wentBackward(Summary summary, long appliedRevision) {
        counters.backward.increment();
        screen.line(
                Tone.BAD,
                "!!! BACKWARD: user %s got revision %s after revision %s; the relay must never do this"
                        .formatted(summary.userId(), summary.revision(), appliedRevision));
    }

    @Override
    public void refusedSignature(String webhookId) {
        counters.badSignatures.increment();
        screen.line(
                Tone.BAD,
                "!!! BAD SIGNATURE: request %s is not signed with this company's secret, and was refused"
                        .formatted(webhookId));
    }
}
