package org.resultsrelay.demo.terminal;

import java.time.Duration;
import java.util.Locale;

/** How far a replay has come, how fast it is, and how long it still takes (minutes:seconds). Fits a narrow terminal. */
public record ProgressBar(long done, long total, Duration elapsed) {

    private static final int WIDTH = 15;

    public String text() {
        return String.format(
                Locale.ROOT,
                "[%s] %3d %%  %,d/%,d  %,d/s  %s left",
                bar(),
                share(100),
                done,
                total,
                perSecond(),
                left());
    }

    private String bar() {
        int full = (int) share(WIDTH);
        return "#".repeat(full) + "-".repeat(WIDTH - full);
    }

    private long share(int of) {
        return total == 0 ? of : Math.min(of, done * of / total);
    }

    long perSecond() {
        return done * 1000 / Math.max(1, elapsed.toMillis());
    }

    private String left() {
        if (done == 0) {
            return "?:??";
        }
        long seconds = Math.round(elapsed.toMillis() / 1000.0 / done * (total - done));
        return String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60);
    }
}
