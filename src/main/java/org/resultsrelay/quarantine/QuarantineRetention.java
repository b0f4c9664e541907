package org.resultsrelay.quarantine;

import java.time.Clock;
import java.time.Duration;
import org.resultsrelay.scheduling.Tick;
import org.springframework.stereotype.Component;

/** Removes items after their retention, in small batches, so that nobody waits behind it. */
@Component
class QuarantineRetention implements Tick {

    private static final int BATCH = 500;
    private static final Duration EVERY = Duration.ofHours(1);

    private final QuarantineRows quarantineRows;
    private final QuarantineBudget budget;
    private final QuarantineProperties properties;
    private final Clock clock;

    QuarantineRetention(
            QuarantineRows quarantineRows, QuarantineBudget budget, QuarantineProperties properties, Clock clock) {
        this.quarantineRows = quarantineRows;
        this.budget = budget;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public int tick() {
        budget.forget();
        return quarantineRows.remove(clock.instant().minus(properties.retention()), BATCH);
    }

    @Override
    public Duration every() {
        return EVERY;
    }
}
