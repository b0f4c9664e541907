package org.resultsrelay.statistics;

import java.time.Clock;
import java.time.Duration;
import org.resultsrelay.scheduling.Tick;
import org.springframework.stereotype.Component;

/** Deletes counts that are no longer needed. */
@Component
class TallyRetention implements Tick {

    private static final Duration EVERY = Duration.ofHours(6);
    private static final Duration KEPT = Duration.ofDays(92); // "usual" needs four weeks

    private final TallyRows rows;
    private final Clock clock;

    TallyRetention(TallyRows rows, Clock clock) {
        this.rows = rows;
        this.clock = clock;
    }

    @Override
    public int tick() {
        rows.dropBefore(clock.instant().minus(KEPT));
        return 0;
    }

    @Override
    public Duration every() {
        return EVERY;
    }
}
