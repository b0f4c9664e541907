package org.resultsrelay.support;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A platform that goes on posting while everything around it dies. Each event is sent again, under the same id, until it is
 * acknowledged; so what was acknowledged is known exactly, and with it what every user's totals must become.
 */
public final class SteadyLoad implements AutoCloseable {

    private static final int WORKERS = 4;
    private static final Duration BETWEEN = Duration.ofMillis(10);
    private static final Duration BEFORE_TRYING_AGAIN = Duration.ofMillis(100);

    private final Platform platform;
    private final int users;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger again = new AtomicInteger();
    private final Map<String, Totals> acknowledged = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CountDownLatch abandoning = new CountDownLatch(1);
    private final List<Thread> workers = new ArrayList<>();

    public SteadyLoad(Platform platform, int users) {
        this.platform = platform;
        this.users = users;
    }

    /** What a user's summary must say once everything has arrived. */
    public record Totals(int tests, long score) {
        Totals plus(int points) {
            return new Totals(tests + 1, score + points);
        }
    }

    /** From now on, at a relay that keeps its address however often it is started again. */
    public SteadyLoad start() {
        for (int i = 0; i < WORKERS; i++) {
            workers.add(Thread.ofVirtual().name("load-", i).start(this::work));
        }
        return this;
    }

    private void work() {
        while (!passes(stopping, BETWEEN)) {
            int number = next.getAndIncrement();
            int score = number % 21;
            String user = "u-" + number % users;
            String event = Platform.event("load-" + number, user, "t-" + number / users, score);
            while (!acknowledged(event)) {
                again.incrementAndGet();
                if (passes(abandoning, BEFORE_TRYING_AGAIN)) {
                    return;
                }
            }
            acknowledged.merge(user, new Totals(1, score), (all, one) -> all.plus(score));
            count.incrementAndGet();
        }
    }

    private boolean acknowledged(String event) {
        try {
            return platform.sends(event).status() == 202;
        } catch (UncheckedIOException nobodyThere) {
            return false;
        }
    }

    private static boolean passes(CountDownLatch latch, Duration wait) {
        try {
            return latch.await(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    public int count() {
        return count.get();
    }

    public int sentAgain() {
        return again.get();
    }

    /** Starts nothing new, and sees every event acknowledged that was begun; the relay must be there. */
    public Map<String, Totals> finish() {
        stopping.countDown();
        for (Thread worker : workers) {
            try {
                worker.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
        return Map.copyOf(acknowledged);
    }

    @Override
    public void close() {
        stopping.countDown();
        abandoning.countDown();
    }
}
