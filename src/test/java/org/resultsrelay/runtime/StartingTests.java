package org.resultsrelay.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class StartingTests {

    /** Spring interrupts a start that waits when the process is told to stop, and has it stop its servers. */
    @Test
    void whatStartsIsStoppedEvenByAThreadThatWasInterrupted() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        Starting<AutoCloseable> starting = new Starting<>("test", () -> {
            release.await();
            return closed::countDown;
        });
        starting.begin();
        Thread stopping = Thread.ofVirtual().start(() -> {
            Thread.currentThread().interrupt();
            starting.stop();
        });
        await().until(() -> stopping.getState() == Thread.State.WAITING || !stopping.isAlive());
        release.countDown();
        stopping.join();
        assertThat(closed.getCount()).as("not yet closed").isZero();
    }
}
