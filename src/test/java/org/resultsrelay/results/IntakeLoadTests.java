package org.resultsrelay.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class IntakeLoadTests {

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5_000_000); // such a clock may overflow
    private final IntakeLoad load = new IntakeLoad(nanos::get);

    private boolean afterCommitsOf(int items, int commits) {
        for (int i = 0; i < commits; i++) {
            nanos.addAndGet(Duration.ofMillis(1).toNanos());
            load.committed(items, items);
        }
        return load.crowdsIn();
    }

    @Test
    void commitsOfOneItemAreNone() {
        assertThat(afterCommitsOf(1, 1_000)).isFalse();
    }

    @Test
    void commitsThatAreSharedByManyAreOneSoon() {
        assertThat(afterCommitsOf(8, 16)).isFalse();
        assertThat(afterCommitsOf(8, 16)).isTrue();
    }

    @Test
    void commitsThatAreSharedByAFewAreNone() {
        assertThat(afterCommitsOf(4, 1_000)).isFalse();
    }

    @Test
    void whatPiledUpDuringAPauseIsNone() {
        afterCommitsOf(1, 100);
        assertThat(afterCommitsOf(1_000, 2)).isFalse();
        afterCommitsOf(1, 40);
        assertThat(afterCommitsOf(1_000, 2)).isFalse();
    }

    @Test
    void itIsOverAfterSomeCommitsOfOneItem() {
        afterCommitsOf(8, 100);
        assertThat(afterCommitsOf(1, 8)).as("a few small ones among the large").isTrue();
        assertThat(afterCommitsOf(1, 40)).isFalse();
        assertThat(afterCommitsOf(5, 100))
                .as("begins only with more than keeps it up")
                .isFalse();
    }

    @Test
    void itIsOverWhenNothingComes() {
        afterCommitsOf(8, 100);
        nanos.addAndGet(Duration.ofMillis(99).toNanos());
        assertThat(load.crowdsIn()).isTrue();
        nanos.addAndGet(Duration.ofMillis(1).toNanos());
        assertThat(load.crowdsIn()).isFalse();
    }

    @Test
    void usersComeAgainUntilThousandsOfThemDoNot() {
        assertThat(load.usersComeAgain()).as("nothing is known yet").isTrue();
        afterCommitsOf(8, 1_000);
        assertThat(load.usersComeAgain())
                .as("a burst begins with each user's first result")
                .isTrue();
        afterCommitsOf(8, 1_500);
        assertThat(load.usersComeAgain()).isFalse();
        for (int commit = 0; commit < 2_000; commit++) {
            load.committed(8, 0);
        }
        assertThat(load.usersComeAgain()).isTrue();
    }

    @Test
    void aCommitOfMoreResultsThanAreRememberedCountsForAll() {
        load.committed(100_000, 100_000);
        assertThat(load.usersComeAgain()).isFalse();
        load.committed(10_000, 0);
        assertThat(load.usersComeAgain()).as("half of what is remembered").isTrue();
    }
}
