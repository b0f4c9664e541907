package org.resultsrelay.clients;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import org.jspecify.annotations.Nullable;

/** What an administrator sets for a client company, all replaced at once. */
@Embeddable
record StoredSettings(
        @Column(nullable = false) String name,
        @Column(nullable = false) String endpointUrl,

        @Column(nullable = false) @Enumerated(EnumType.STRING)
        ScoringPolicy policy,

        @Column(nullable = false) @Enumerated(EnumType.STRING)
        SummaryDetail detail,

        @Nullable Integer perMinute,
        int inFlight,
        boolean adaptive,
        @Nullable Integer batchMost,
        @Nullable Integer batchWaitMs,
        int freshnessSeconds) {

    /** Null if each request carries one summary. */
    @Nullable
    Batch batch() {
        return batchMost == null || batchWaitMs == null ? null : new Batch(batchMost, batchWaitMs);
    }

    /** Whether summaries look the same under both. */
    boolean showTheSameAs(StoredSettings other) {
        return policy == other.policy && detail == other.detail;
    }
}
