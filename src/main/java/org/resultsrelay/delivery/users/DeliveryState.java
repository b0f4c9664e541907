package org.resultsrelay.delivery.users;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.problems.InvalidRequest;

/** Where one user's delivery stands. */
record DeliveryState(
        long userId,
        long wanted,
        long delivered,
        Instant wantedSince,
        Instant dueAt,
        boolean leased,
        int attempts,
        @Nullable String lastError,
        boolean held) {

    /** What explains it whatever its client does; null where that depends. */
    @Nullable
    Explanation ownReason() {
        if (wanted == 0) {
            return new Explanation(
                    Name.DELIVERED, "There is nothing to deliver: no result of this user has been accepted yet.");
        }
        if (held && wanted > delivered) {
            return new Explanation(
                    Name.HELD,
                    "Held: revision %s is not pushed until the user is released with PATCH {\"held\": false}."
                            .formatted(wanted));
        }
        return null;
    }

    /** The states a user can be in, as the API names them. */
    enum Name {
        DELIVERED,
        WAITING,
        HELD_BACK,
        PUSHING,
        RETRYING,
        SET_ASIDE,
        HELD,
        PAUSED;

        /** The state with this name in the API. */
        static Name named(String word) {
            return Arrays.stream(values())
                    .filter(name -> name.word().equals(word))
                    .findFirst()
                    .orElseThrow(() -> InvalidRequest.problem(
                            "state",
                            "give one of "
                                    + Arrays.stream(values()).map(Name::word).collect(Collectors.joining(", "))));
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
