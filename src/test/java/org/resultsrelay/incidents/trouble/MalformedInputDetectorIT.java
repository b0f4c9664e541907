package org.resultsrelay.incidents.trouble;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.resultsrelay.quarantine.Quarantine;
import org.resultsrelay.quarantine.QuarantinedInput;
import org.resultsrelay.support.AlertTest;
import org.resultsrelay.support.SettableClock;
import org.springframework.beans.factory.annotation.Autowired;

/** Counting an episode of many hours is left to rare moments. */
@AlertTest
class MalformedInputDetectorIT {

    @Autowired
    private MalformedInputDetector malformed;

    @Autowired
    private Quarantine quarantine;

    @Autowired
    private SettableClock clock;

    private final String source = "test " + System.nanoTime();

    @Test
    void theWholeEpisodeIsCountedRarelyAndItsLastOnesInTheEnd() {
        Instant began = clock.instant();
        comes("a");
        comes("b");
        Map<String, Instant> open = Map.of("malformed:" + source, began);

        clock.advance(Duration.ofMinutes(20));
        comes("c");
        assertThat(counted(open)).isEqualTo(3);
        clock.advance(Duration.ofSeconds(2));
        comes("d");
        assertThat(counted(open)).as("2 seconds later").isEqualTo(3);
        clock.advance(Duration.ofSeconds(28));
        assertThat(counted(open)).as("30 seconds later").isEqualTo(4);
    }

    private void comes(String content) {
        quarantine.keep(List.of(new QuarantinedInput(source, null, content.getBytes(UTF_8), "no score")));
    }

    private long counted(Map<String, Instant> open) {
        return malformed.findings(open, clock.instant()).stream()
                .filter(finding -> open.containsKey(finding.key()))
                .mapToLong(Trouble::occurrences)
                .sum();
    }
}
