package org.resultsrelay.scheduling;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.resultsrelay.database.DatabaseFaults;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Runs each {@link Tick} in a thread of its own. A loop survives any error and stops between two ticks. */
@Component
class TickLoop implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(TickLoop.class);

    private static final Duration TO_END = Duration.ofSeconds(30);

    private final List<Tick> ticks;
    private final DatabaseFaults faults;
    private final List<Thread> threads = new ArrayList<>();
    private volatile CountDownLatch stopping = new CountDownLatch(1);
    private volatile boolean running;

    TickLoop(List<Tick> ticks, DatabaseFaults faults) {
        this.ticks = ticks;
        this.faults = faults;
    }

    @Override
    public void start() {
        stopping = new CountDownLatch(1);
        running = true;
        for (Tick tick : ticks) {
            threads.add(Thread.ofVirtual()
                    .name("tick-" + tick.getClass().getSimpleName())
                    .start(() -> run(tick)));
        }
    }

    private void run(Tick tick) {
        boolean failing = false;
        while (stopping.getCount() > 0) {
            int done = 0;
            try {
                done = tick.tick();
                failing = false;
            } catch (Throwable e) { // an Error too: without its loop the duty would silently end
                if (DatabaseFaults.areBehind(e)) {
                    faults.met(e);
                } else if (!failing) { // once an episode: the same error every second would flood the log
                    failing = true;
                    log.error(
                            "{} failed and will be tried again every {}",
                            tick.getClass().getSimpleName(),
                            tick.every(),
                            e);
                }
            }
            if (done == 0 && stopped(tick)) {
                return;
            }
        }
    }

    private boolean stopped(Tick tick) {
        try {
            return stopping.await(tick.every().toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @Override
    public void stop() {
        stopping.countDown();
        ticks.forEach(Tick::interrupt);
        for (Thread thread : threads) {
            try {
                if (!thread.join(TO_END)) {
                    log.warn(
                            "{} did not stop in time; another relay or the next start finishes what it began",
                            thread.getName());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        threads.clear();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
