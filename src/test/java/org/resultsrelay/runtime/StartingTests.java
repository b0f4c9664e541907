package org.resultsrelay.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class StartingTests {

    /** Spring interrupts a start that waits when the process is told to stop, and has it stop its servers. */
    @Test
    void whatStartsIsStoppedEvenByAThreadThatWasInterrupted() throws InterruptedException {
        CountDownLatch closed = new CountDownLatch(1);
        Starting<AutoCloseable> starting = new Starting<>("test", () -> closed::countDown);
        starting.begin();
        Thread stopping = Thread.ofVirtual().start(() -> {
            Thread.currentThread().interrupt();
            starting.stop();
        });
        stopping.join();
        assertThat(closed.getCount()).as("not yet closed").isZero();
    }
}
