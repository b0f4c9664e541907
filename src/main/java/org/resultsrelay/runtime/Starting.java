package org.resultsrelay.runtime;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server that starts in a thread of its own, while others get on; whoever needs it waits for it. */
class Starting<T extends AutoCloseable> {

    private static final Logger log = LoggerFactory.getLogger(Starting.class);

    private final FutureTask<T> start;

    Starting(String name, Callable<T> start) {
        this.start = new FutureTask<>(start);
        Thread.ofPlatform().name("start-" + name).daemon().start(this.start);
    }

    T server() {
        try {
            return start.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof CannotStart known ? known : new CompletionException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException(e);
        }
    }

    /** Waits for the start, too: what was about to run must not run on alone. */
    void stop() {
        try {
            start.get().close();
        } catch (ExecutionException e) {
            log.debug("Did not start, so there is nothing to stop", e);
        } catch (Exception e) {
            log.warn("Did not stop cleanly, which the next start will recover from", e);
        }
    }
}
