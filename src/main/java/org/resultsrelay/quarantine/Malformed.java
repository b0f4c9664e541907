package org.resultsrelay.quarantine;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one source keeps sending on behalf of one client that cannot be used: {@code count} times since {@code firstAt},
 * which may lie before the moment that was asked about.
 */
public record Malformed(
        String source, @Nullable Long clientId, long count, Instant firstAt, Instant lastAt, String lastReason) {}
