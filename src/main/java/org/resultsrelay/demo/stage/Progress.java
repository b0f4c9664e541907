package org.resultsrelay.demo.stage;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** Keeps telling how far something is, until it is done: often on a terminal, now and then elsewhere. */
public final class Progress {

    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration NOW_AND_THEN = Duration.ofSeconds(5);

    private final Screen screen;
    private final Pauses pauses;
    private final Clock clock;

    public Progress(Screen screen, Pauses pauses, Clock clock) {
        this.screen = screen;
        this.pauses = pauses;
        this.clock = clock;
    }

    /** Returns when it is done, having told that as well. */
    public void watch(BooleanSupplier done, Text text) throws InterruptedException {
        Instant start = clock.instant();
        Instant next = start.plus(screen.isTerminal() ? LOOK : NOW_AND_THEN);
        while (!done.getAsBoolean()) {
            pauses.pause(LOOK);
            if (!clock.instant().isBefore(next)) {
                screen.change(text.after(Duration.between(start, clock.instant())));
                next = clock.instant().plus(screen.isTerminal() ? LOOK : NOW_AND_THEN);
            }
        }
        screen.change(text.after(Duration.between(start, clock.instant())));
    }

    /** The line to show when this long has passed. */
    public interface Text {
        String after(Duration elapsed);
    }
}
