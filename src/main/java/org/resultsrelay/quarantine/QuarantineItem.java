package org.resultsrelay.quarantine;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A quarantined item without its content, which may be long. {@code note} is the result of a replay, or why it was
 * discarded.
 */
record QuarantineItem(
        long id,
        String source,
        @Nullable Long clientId,
        String reason,
        long count,
        Instant firstAt,
        Instant lastAt,
        int length,
        boolean cut,
        QuarantineState state,
        @Nullable Instant settledAt,
        @Nullable Long settledBy,
        @Nullable String note,
        @Nullable Long mappingVersion) {}
