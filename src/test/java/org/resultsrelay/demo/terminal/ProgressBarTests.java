package org.resultsrelay.demo.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressBarTests {

    @Test
    void itShowsTheShareTheRateAndTheTimeLeft() {
        assertThat(new ProgressBar(43_478, 173_912, Duration.ofSeconds(30)).text())
                .isEqualTo("[###------------]  25 %  43,478/173,912  1,449/s  1:30 left");
    }

    @Test
    void itBeginsEmpty() {
        assertThat(new ProgressBar(0, 173_912, Duration.ZERO).text())
                .isEqualTo("[---------------]   0 %  0/173,912  0/s  ?:?? left");
    }

    @Test
    void itEndsFull() {
        assertThat(new ProgressBar(100, 100, Duration.ofSeconds(2)).text())
                .isEqualTo("[###############] 100 %  100/100  50/s  0:00 left");
    }

    @Test
    void anEmptyFileIsDoneAtOnce() {
        assertThat(new ProgressBar(0, 0, Duration.ZERO).text()).startsWith("[###############] 100 %");
    }
}
