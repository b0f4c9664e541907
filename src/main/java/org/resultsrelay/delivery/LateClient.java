package org.resultsrelay.delivery;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A client company that gets its summaries later than was set as its objective, whatever the cause. {@code clearIn} is how long
 * the backlog will take at the rate of the last minutes; null while it does not get shorter.
 */
public record LateClient(
        long clientId,
        Instant oldest,
        long waitingUsers,
        @Nullable Duration clearIn) {}
