package org.resultsrelay.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
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
import org.springframework.dao.DataAccessResourceFailureException;

@ExtendWith(OutputCaptureExtension.class)
class TickLoopTests {

    /** Fails in the ways that a test wants, one after the other, and then does its duty. */
    private static final class Failing implements Tick {

        private final List<Throwable> failures;
        private final AtomicInteger ticks = new AtomicInteger();
        private final CountDownLatch goesOn = new CountDownLatch(1);

        Failing(Throwable... failures) {
            this.failures = List.of(failures);
        }

        @Override
        public int tick() {
            int tick = ticks.getAndIncrement();
            if (tick == failures.size()) {
                goesOn.countDown();
            }
            if (tick < failures.size()) {
                switch (failures.get(tick)) {
                    case RuntimeException e -> throw e;
                    case Error e -> throw e;
                    case Throwable e -> throw new IllegalArgumentException(e);
                }
            }
            return 0;
        }

        @Override
        public Duration every() {
            return Duration.ofMillis(1);
        }
    }

    private static void run(Failing duty) throws InterruptedException {
        TickLoop loop = new TickLoop(List.of(duty), new DatabaseFaults(Clock.systemUTC()));
        loop.start();
        try {
            assertThat(duty.goesOn.await(20, TimeUnit.SECONDS))
                    .as("ticks so far: %d", duty.ticks.get())
                    .isTrue();
        } finally {
            loop.stop();
        }
    }

    @Test
    void aDutyGoesOnAfterAnErrorAndTheErrorIsToldOnce(CapturedOutput output) throws InterruptedException {
        Error deep = new StackOverflowError("deep");
        run(new Failing(deep, deep, deep));
        assertThat(output)
                .containsOnlyOnce("Failing failed and will be tried again")
                .contains("StackOverflowError: deep");
    }

    @Test
    void anErrorIsToldAlsoWhereTheDatabaseWasAtFaultJustBefore(CapturedOutput output) throws InterruptedException {
        var away = new DataAccessResourceFailureException("away", new SQLException("gone", "08006"));
        run(new Failing(away, new IllegalStateException("a defect")));
        assertThat(output)
                .containsOnlyOnce("Failing failed and will be tried again")
                .contains("a defect");
    }
}
