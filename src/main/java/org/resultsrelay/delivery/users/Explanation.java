package org.resultsrelay.delivery.users;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.resultsrelay.clients.Client;
import org.resultsrelay.delivery.Cause;
import org.resultsrelay.delivery.breaker.Breaker;
import org.resultsrelay.delivery.breaker.Gate;
import org.resultsrelay.delivery.queue.DeliveryVerdict;
import org.resultsrelay.delivery.users.DeliveryState.Name;

/** Answers "why hasn't it arrived?" in a sentence. */
record Explanation(Name state, String sentence) {

    static Explanation of(DeliveryState state, Client client, Gate gate, LongSupplier waiting, Instant now) {
        String key = client.key();
        if (state.delivered() >= state.wanted()) {
            return new Explanation(
                    Name.DELIVERED, "%s has confirmed revision %s, the newest.".formatted(key, state.delivered()));
        }
        if (client.paused()) {
            return new Explanation(
                    Name.PAUSED,
                    "Waiting: %s has been paused since %s%s. Resume it with POST /api/v1/clients/%s/resume."
                            .formatted(key, seconds(Objects.requireNonNull(client.pausedAt())), because(client), key));
        }
        if (!state.dueAt().isBefore(DeliveryVerdict.NEVER)) {
            return new Explanation(
                    Name.SET_ASIDE,
                    ("Set aside: %s refuses revision %s (%s), which concerns this user alone. It is tried again when a new"
                                    + " result arrives, on resync, or at once with POST /api/v1/users/%s/{id}/retry.")
                            .formatted(key, state.wanted(), state.lastError(), key));
        }
        if (state.leased() && state.dueAt().isAfter(now)) {
            return new Explanation(Name.PUSHING, "Revision %s is being pushed now.".formatted(state.wanted()));
        }
        if (gate.breaker() == Breaker.OPEN) {
            return new Explanation(
                    Name.HELD_BACK,
                    "Waiting: %s's breaker has been open since %s (%s); next probe at %s, %s users wait."
                            .formatted(
                                    key,
                                    seconds(Objects.requireNonNull(gate.failingSince())),
                                    gate.lastError(),
                                    seconds(gate.nextProbeAt()),
                                    waiting.getAsLong()));
        }
        if (gate.held(now)) {
            return new Explanation(
                    Name.HELD_BACK,
                    "Waiting: %s asked for no request before %s (Retry-After); %s users wait."
                            .formatted(key, seconds(Objects.requireNonNull(gate.heldUntil())), waiting.getAsLong()));
        }
        if (state.lastError() != null && Cause.of(state.lastError()) == Cause.ANSWERS_OTHER) {
            return new Explanation(
                    Name.RETRYING,
                    ("Waiting: %s does not take this user (%s). Other users are pushed as always. The next attempt is due at"
                                    + " %s, or at once with POST /api/v1/users/%s/{id}/retry.")
                            .formatted(key, state.lastError(), seconds(state.dueAt()), key));
        }
        if (state.attempts() > 0 || state.lastError() != null) {
            return new Explanation(
                    Name.RETRYING,
                    "Waiting: %s attempts failed, the last with \"%s\"; the next is due at %s."
                            .formatted(state.attempts(), state.lastError(), seconds(state.dueAt())));
        }
        return new Explanation(Name.WAITING, "Waiting for its turn since %s.".formatted(seconds(state.wantedSince())));
    }

    private static String because(Client client) {
        return client.pauseReason() == null ? "" : " (" + client.pauseReason() + ")";
    }

    private static Instant seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }
}
