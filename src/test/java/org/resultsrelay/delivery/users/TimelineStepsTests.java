package org.resultsrelay.delivery.users;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.resultsrelay.delivery.users.Timeline.PushAttempt;
import org.resultsrelay.delivery.users.Timeline.TimelineStep;

class TimelineStepsTests {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    private static PushAttempt attempt(int minute, long revision, String outcome, int status) {
        return new PushAttempt(NOW.plusSeconds(60L * minute), 1, revision, outcome, status, 41, "");
    }

    @Test
    void theSameFailuresInARowAreOneStep() {
        List<PushAttempt> newestFirst = List.of(
                attempt(5, 8, "accepted", 204),
                attempt(4, 8, "failed", 503),
                attempt(3, 7, "failed", 500),
                attempt(2, 7, "failed", 503),
                attempt(1, 7, "failed", 503),
                attempt(0, 7, "failed", 503));
        DeliveryState delivered = new DeliveryState(1, 8, 8, NOW, NOW, false, 0, null, false);
        assertThat(TimelineSteps.of("acme", delivered, List.of(), newestFirst))
                .extracting(TimelineStep::says)
                .containsExactly(
                        "acme was sent revision 7: failed (503) after 41 ms (and 2 more like it, the last at 2026-11-21T10:02:00Z)",
                        "acme was sent revision 7: failed (500) after 41 ms",
                        "acme was sent revision 8: failed (503) after 41 ms",
                        "acme was sent revision 8: accepted (204) after 41 ms",
                        "acme has revision 8");
    }
}
