package org.resultsrelay.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeadlinesTests {

    private static final Duration SHORT = Duration.ofMillis(200);

    private final Deadlines deadlines = new Deadlines("deadlines");
    private final List<String> acted = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        deadlines.close();
    }

    @Test
    void whatTakesTooLongIsActedOnOnceAndNotBefore() {
        long from = System.nanoTime();
        deadlines.in(SHORT, () -> acted.add("late"));
        await().untilAsserted(() -> assertThat(acted).isNotEmpty());
        assertThat(Duration.ofNanos(System.nanoTime() - from)).isGreaterThanOrEqualTo(SHORT);
        afterTheNextOnes();
        assertThat(acted).containsOnlyOnce("late");
    }

    @Test
    void nothingHappensToWhatEndedInTime() {
        deadlines.in(SHORT, () -> acted.add("late")).close();
        afterTheNextOnes();
        assertThat(acted).containsExactly("next");
    }

    @Test
    void oneThatFailsKeepsNoOtherFromItsEnd() {
        deadlines.in(Duration.ZERO, () -> {
            throw new AssertionError("no memory");
        });
        afterTheNextOnes();
        assertThat(acted).containsExactly("next");
    }

    private void afterTheNextOnes() {
        deadlines.in(SHORT.multipliedBy(2), () -> acted.add("next"));
        await().untilAsserted(() -> assertThat(acted).contains("next"));
    }
}
