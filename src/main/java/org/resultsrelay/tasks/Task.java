package org.resultsrelay.tasks;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A task as it is now. {@code plannedUntil} is the last minute with some of it. {@code unplanned} is how many users no
 * quarter has had room for yet; {@code queued} is these together with what other tasks of the client take meanwhile.
 */
record Task(
        long id,
        long clientId,
        String name,
        int capacity,
        TaskState state,
        long total,
        long done,
        long unknown,
        Instant createdAt,
        @Nullable Instant finishedAt,
        @Nullable Instant plannedUntil,
        long unplanned,
        long queued) {

    long left() {
        return total - done - unknown;
    }

    boolean over() {
        return state == TaskState.DONE || state == TaskState.CANCELLED;
    }

    /** A refused task is shown to nobody. */
    enum TaskState {
        RECEIVING,
        RUNNING,
        DONE,
        CANCELLED,
        REFUSED
    }
}
