package org.resultsrelay.delivery.breaker;

import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What holds back the pushes to one client now. {@code failingSince} is the first of the failures that opened the
 * breaker. {@code probeAt} is set while it is open. {@code heldUntil} is what the client asked for with Retry-After.
 * {@code suspects} are users who since the last success got an answer that may concern them alone.
 */
public record ClientGate(
        long clientId,
        Breaker breaker,
        @Nullable Instant failingSince,
        int failedProbes,
        @Nullable Instant probeAt,
        @Nullable String lastError,
        @Nullable Instant heldUntil,
        Set<Long> suspects) {

    static ClientGate free(long clientId) {
        return new ClientGate(clientId, Breaker.CLOSED, null, 0, null, null, null, Set.of());
    }

    public boolean held(Instant now) {
        return heldUntil != null && now.isBefore(heldUntil);
    }

    /** When the next probe may go unless somebody asks for one. Only for an open breaker. */
    public Instant nextProbeAt() {
        Instant planned = Objects.requireNonNull(probeAt);
        return heldUntil == null || heldUntil.isBefore(planned) ? planned : heldUntil;
    }

    /** Whether users may be pushed, not only a probe. */
    public boolean lets(Instant now) {
        return breaker != Breaker.OPEN && !held(now);
    }
}
