package org.resultsrelay.delivery.queue;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A user that this process may push to until the lease ends, with how it went so far. */
public record Claimed(
        long userId,
        long clientId,
        UUID lease,
        Instant leasedUntil,
        Instant wantedSince,
        int attempts,
        @Nullable Instant failingSince) {}
