package org.resultsrelay.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where one user's delivery stands. */
record State(
        long userId,
        long wanted,
        long delivered,
        Instant wantedSince,
        Instant dueAt,
        boolean leased,
        int attempts,
        @Nullable String lastError) {

    /** The states a user can be in, as the API names them. */
    enum Name {
        DELIVERED,
        WAITING,
        HELD_BACK,
        PUSHING,
        RETRYING,
        SET_ASIDE,
        PAUSED
    }
}
