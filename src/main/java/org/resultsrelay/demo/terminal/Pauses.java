package org.resultsrelay.demo.terminal;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Pauses that end at once when the relay stops. */
public final class Pauses {

    private final CountDownLatch stopped = new CountDownLatch(1);

    /** Waits; throws if the relay stops meanwhile. */
    public void pause(Duration length) throws InterruptedException {
        if (stopped.await(length.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new InterruptedException("The relay is stopping");
        }
    }

    public boolean stopped() {
        return stopped.getCount() == 0;
    }

    public void stop() {
        stopped.countDown();
    }
}
