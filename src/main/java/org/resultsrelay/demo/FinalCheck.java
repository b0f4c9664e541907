package org.resultsrelay.demo;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Supplier;
import org.resultsrelay.demo.terminal.Progress;

/** Waits after the last result until every user's totals are right, or until none has become right for too long. */
final class FinalCheck {

    private final Supplier<Comparison> compare;
    private final Duration patience;
    private final Clock clock;
    private Comparison latest;
    private Instant latestChange;

    FinalCheck(Supplier<Comparison> compare, Duration patience, Clock clock) {
        this.compare = compare;
        this.patience = patience;
        this.clock = clock;
        this.latest = compare.get();
        this.latestChange = clock.instant();
    }

    Comparison await(Progress progress) throws InterruptedException {
        progress.watch(this::isOver, this::text);
        return latest;
    }

    private boolean isOver() {
        int before = latest.right();
        latest = compare.get();
        if (latest.right() != before) {
            latestChange = clock.instant();
        }
        return latest.allRight() || latestChange.plus(patience).isBefore(clock.instant());
    }

    private String text(Duration elapsed) {
        return String.format(
                Locale.ROOT,
                "Waiting for the last summaries: the totals of %,d of %,d users are right (%s s)",
                latest.right(),
                latest.right() + latest.wrong().size(),
                elapsed.toSeconds());
    }
}
