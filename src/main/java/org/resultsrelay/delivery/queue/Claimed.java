package org.resultsrelay.delivery.queue;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A user that this process may push until the lease ends, with its history of failures. A probe tests whether the
 * endpoint works again; its failure says nothing about the user.
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
