package org.resultsrelay.scheduling;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Acts on operations that take too long. It checks ten times a second, so that a deadline that is met, as nearly all
 * are, costs no timer and wakes no thread.
 */
public final class Deadlines implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Deadlines.class);
    private static final long EVERY_MS = 100;

    private final Set<Deadline> open = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService thread;

    public Deadlines(String threadName) {
        this.thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name(threadName).factory());
        var _ = thread.scheduleWithFixedDelay(this::look, EVERY_MS, EVERY_MS, TimeUnit.MILLISECONDS);
    }

    /** Acts once, after this time or up to 100 ms later, unless the deadline is closed before. */
    public Deadline in(Duration time, Runnable tooLate) {
        var deadline = new Deadline(System.nanoTime() + time.toNanos(), tooLate);
        open.add(deadline);
        return deadline;
    }

    private void look() {
        long now = System.nanoTime();
        for (Deadline deadline : List.copyOf(open)) {
            if (now - deadline.at >= 0 && open.remove(deadline)) {
                act(deadline.tooLate);
            }
        }
    }

    private static void act(Runnable tooLate) {
        try {
            tooLate.run();
        } catch (RuntimeException | Error e) { // a failing one must not block the others
            log.error("What took too long could not be ended", e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    /** Close it when the operation is done in time. */
    public final class Deadline implements AutoCloseable {

        private final long at;
        private final Runnable tooLate;

        private Deadline(long at, Runnable tooLate) {
            this.at = at;
            this.tooLate = tooLate;
        }

        @Override
        public void close() {
            open.remove(this);
        }
    }
}
