package org.resultsrelay.demo.terminal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** Prints how far something has come until it is done: five times a second on a terminal, every five seconds elsewhere. */
public final class Progress {

    private static final Duration CHECK_EVERY = Duration.ofMillis(200);
    private static final Duration PRINT_EVERY = Duration.ofSeconds(5);

    private final Screen screen;
    private final Pauses pauses;
    private final Clock clock;

    public Progress(Screen screen, Pauses pauses, Clock clock) {
        this.screen = screen;
        this.pauses = pauses;
        this.clock = clock;
    }

    /** Returns after it is done and the last state has been printed. */
    public void watch(BooleanSupplier done, Text text) throws InterruptedException {
        Instant start = clock.instant();
        Instant next = start.plus(screen.isTerminal() ? CHECK_EVERY : PRINT_EVERY);
        while (!done.getAsBoolean()) {
            pauses.pause(CHECK_EVERY);
            if (!clock.instant().isBefore(next)) {
                screen.change(text.after(Duration.between(start, clock.instant())));
                next = clock.instant().plus(screen.isTerminal() ? CHECK_EVERY : PRINT_EVERY);
            }
        }
        screen.change(text.after(Duration.between(start, clock.instant())));
    }

    /** The line to show after this time. */
    public interface Text {
        String after(Duration elapsed);
    }
}
