package org.resultsrelay.demo.stage;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waiting that ends at once when the relay stops. */
public final class Pauses {

    private final CountDownLatch stopped = new CountDownLatch(1);

    /** Waits; throws when the show is over. */
    public void pause(Duration length) throws InterruptedException {
        if (stopped.await(length.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new InterruptedException("The relay stops");
        }
    }

    public boolean stopped() {
        return stopped.getCount() == 0;
    }

    public void stop() {
        stopped.countDown();
    }
}
