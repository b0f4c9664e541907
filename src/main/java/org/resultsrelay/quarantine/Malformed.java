package org.resultsrelay.quarantine;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Unusable input that one source keeps sending for one client: {@code count} times since {@code firstAt}, which may be
 * before the time that was asked about.
 */
public record Malformed(
        String source, @Nullable Long clientId, long count, Instant firstAt, Instant lastAt, String lastReason) {}
