package org.resultsrelay.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A client company whose pushes fail beyond the first minute of retries: because its endpoint does, or of single users, of
 * whom {@code refusedUser} is the latest. {@code nextTryAt} is the time the client has asked for with Retry-After, if it has,
 * or when the next of these users is tried, if any is.
 */
public record FailingClient(
        long clientId,
        Instant since,
        long troubledUsers,
        long waitingUsers,
        String lastError,
        @Nullable Instant nextTryAt,
        @Nullable String refusedUser) {

    /** Why, as a class: what fails for one reason at many clients is one trouble. */
    public FailureCause cause() {
        FailureCause cause = FailureCause.of(lastError);
        return refusedUser != null && cause != FailureCause.OWN_FAULT ? FailureCause.REFUSED : cause;
    }
}
