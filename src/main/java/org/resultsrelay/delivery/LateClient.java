package org.resultsrelay.delivery;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A client that gets its summaries later than its objective, whatever the reason. {@code clearIn} is how long the
 * backlog will last at the rate of the last minutes; null while it does not shrink.
 */
public record LateClient(
        long clientId,
        Instant oldest,
        long waitingUsers,
        @Nullable Duration clearIn) {}
