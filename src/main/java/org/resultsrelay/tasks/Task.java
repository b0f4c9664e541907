package org.resultsrelay.tasks;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A task as it stands. {@code plannedUntil} is the last minute that has some of it, {@code unplanned} how many no quarter
 * has had room for yet, {@code queued} how many these are with what other tasks of the client take meanwhile.
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

    /** A task that was refused is nobody's business any more. */
    enum TaskState {
        RECEIVING,
        RUNNING,
        DONE,
        CANCELLED,
        REFUSED
    }
}
