package org.resultsrelay.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.resultsrelay.database.DatabaseFaults;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class TickLoopTests {

    /** Fails three times in the way that a test wants, and then does its duty. */
    private static final class Failing implements Tick {

        private final Error error;
        private final AtomicInteger ticks = new AtomicInteger();
        private final CountDownLatch goesOn = new CountDownLatch(1);

        Failing(Error error) {
            this.error = error;
        }

        @Override
        public int tick() {
            if (ticks.incrementAndGet() <= 3) {
                throw error;
            }
            goesOn.countDown();
            return 0;
        }

        @Override
        public Duration every() {
            return Duration.ofMillis(1);
        }
    }

    @Test
    void aDutyGoesOnAfterAnErrorAndTheErrorIsToldOnce(CapturedOutput output) throws InterruptedException {
        Failing duty = new Failing(new StackOverflowError("deep"));
        TickLoop loop = new TickLoop(List.of(duty), new DatabaseFaults(Clock.systemUTC()));
        loop.start();
        try {
            assertThat(duty.goesOn.await(20, TimeUnit.SECONDS))
                    .as("ticks so far: %d", duty.ticks.get())
                    .isTrue();
        } finally {
            loop.stop();
        }
        assertThat(output)
                .containsOnlyOnce("Failing failed and will be tried again")
                .contains("StackOverflowError: deep");
    }
}
