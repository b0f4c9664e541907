package org.resultsrelay.delivery.queue;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A user that this process may push to until the lease ends, with how it went so far. A probe goes to see whether the endpoint
 * answers again: if not, that says nothing of its user.
 */
public record Claimed(
        long userId,
        long clientId,
        UUID lease,
        Instant leasedUntil,
        Instant dueAt,
        Instant wantedSince,
        int attempts,
        @Nullable Instant failingSince,
        boolean probe) {}
