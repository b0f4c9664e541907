package org.resultsrelay.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A client whose pushes have failed beyond the first minute of retries. Either its endpoint fails, or single users do,
 * of whom {@code refusedUser} is the latest. {@code nextTryAt} is the time the client asked for with Retry-After, or
 * when the next of these users is tried; null if there is neither.
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
