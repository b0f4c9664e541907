package org.resultsrelay.incidents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.resultsrelay.incidents.episode.Finding;
import org.resultsrelay.incidents.episode.Finding.MalformedInput;
import org.resultsrelay.incidents.episode.Incident;
import org.resultsrelay.quarantine.Kept;
import org.resultsrelay.quarantine.Quarantine;
import org.resultsrelay.support.AlertTest;
import org.resultsrelay.support.SettableClock;
import org.springframework.beans.factory.annotation.Autowired;

/** Counting an episode of many hours is left to rare moments. */
@AlertTest
class MalformedSourceIT {

    @Autowired
    private MalformedSource malformed;

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
        Incident episode = new Incident(new MalformedInput(source, null, began, began, 2, "no score"), 1);

        clock.advance(Duration.ofMinutes(20));
        comes("c");
        assertThat(counted(episode)).isEqualTo(3);
        clock.advance(Duration.ofSeconds(2));
        comes("d");
        assertThat(counted(episode)).as("2 seconds later").isEqualTo(3);
        clock.advance(Duration.ofSeconds(28));
        assertThat(counted(episode)).as("30 seconds later").isEqualTo(4);
    }

    private void comes(String content) {
        quarantine.keep(List.of(new Kept(source, null, content.getBytes(UTF_8), "no score")));
    }

    private long counted(Incident episode) {
        return malformed.findings(List.of(episode), clock.instant()).stream()
                .filter(finding -> finding.key().equals(episode.key()))
                .mapToLong(Finding::occurrences)
                .sum();
    }
}
