package org.resultsrelay.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A client company whose pushes fail beyond the first minute of retries. {@code nextTryAt} is null when nothing will be
 * tried by itself: the client is paused, or its users' summaries are refused as they are.
 */
public record Trouble(
        long clientId,
        Instant since,
        long troubledUsers,
        long waitingUsers,
        String lastError,
        @Nullable Instant nextTryAt) {

    /** Why, as a class: what fails for one reason at many clients is one trouble. */
    public Cause cause() {
        return nextTryAt == null ? Cause.REFUSED : Cause.of(lastError);
    }
}
