package org.resultsrelay.runtime;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server that starts in its own thread; code that needs it waits for it. */
class Starting<T extends AutoCloseable> {

    private static final Logger log = LoggerFactory.getLogger(Starting.class);

    private final CompletableFuture<T> start = new CompletableFuture<>();
    private final AtomicBoolean decided =
            new AtomicBoolean(); // whether it begins; a stop before that decides against it
    private final Thread thread;

    Starting(String name, Callable<T> server) {
        this.thread = Thread.ofPlatform().name("start-" + name).daemon().unstarted(() -> run(server));
    }

    private void run(Callable<T> server) {
        try {
            start.complete(server.call());
        } catch (Throwable e) { // the waiting thread throws it
            start.completeExceptionally(e);
        }
    }

    void begin() {
        if (decided.compareAndSet(false, true)) {
            thread.start();
        }
    }

    T server() {
        try {
            return start.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof CannotStart known ? known : new CompletionException(e.getCause());
        } catch (InterruptedException e) { // how Spring ends a waiting start when the process is told to stop
            Thread.currentThread().interrupt();
            throw new CannotStart("The relay was told to stop while it started.", "Start it again.", e);
        }
    }

    /** Waits for the start even in an interrupted thread: a server about to run must not run on alone. */
    void stop() {
        if (decided.compareAndSet(false, true)) {
            return;
        }
        try {
            start.join().close();
        } catch (CompletionException e) {
            log.debug("Did not start, so there is nothing to stop", e);
        } catch (Exception e) {
            log.warn("Did not stop cleanly, which the next start will recover from", e);
        }
    }
}
