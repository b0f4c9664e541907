package org.resultsrelay.delivery.users;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.clients.Client;
import org.resultsrelay.delivery.FailureCause;
import org.resultsrelay.delivery.breaker.Breaker;
import org.resultsrelay.delivery.breaker.ClientGate;
import org.resultsrelay.delivery.queue.RetryDecision;
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

    /** The state's name, and a sentence that says why the newest summary has or has not arrived. */
    record Explanation(StateName state, String sentence) {}

    /**
     * Answers "why hasn't it arrived?". The client's waiting users are counted only if the sentence needs the number.
     */
    Explanation explain(Client client, ClientGate gate, LongSupplier waiting, Instant now) {
        String key = client.key();
        if (wanted == 0) {
            return new Explanation(
                    StateName.DELIVERED, "There is nothing to deliver: no result of this user has been accepted yet.");
        }
        if (delivered >= wanted) {
            return new Explanation(
                    StateName.DELIVERED, "%s has confirmed revision %s, the newest.".formatted(key, delivered));
        }
        if (held) {
            return new Explanation(
                    StateName.HELD,
                    "Held: revision %s is not pushed until the user is released with PATCH {\"held\": false}."
                            .formatted(wanted));
        }
        if (client.paused()) {
            return new Explanation(
                    StateName.PAUSED,
                    "Waiting: %s has been paused since %s%s. Resume it with POST /api/v1/clients/%s/resume."
                            .formatted(
                                    key,
                                    seconds(client.pausedAt()),
                                    client.pauseReason() == null ? "" : " (" + client.pauseReason() + ")",
                                    key));
        }
        if (!dueAt.isBefore(RetryDecision.NEVER)) {
            return new Explanation(
                    StateName.SET_ASIDE,
                    ("Set aside: %s refuses revision %s (%s), which concerns this user alone. It is tried again when a new"
                                    + " result arrives, on resync, or at once with POST /api/v1/users/%s/{id}/retry.")
                            .formatted(key, wanted, lastError, key));
        }
        if (leased && dueAt.isAfter(now)) {
            return new Explanation(StateName.PUSHING, "Revision %s is being pushed now.".formatted(wanted));
        }
        if (gate.breaker() == Breaker.OPEN) {
            return new Explanation(
                    StateName.HELD_BACK,
                    "Waiting: %s's breaker has been open since %s (%s); next probe at %s, %s users wait."
                            .formatted(
                                    key,
                                    seconds(gate.failingSince()),
                                    gate.lastError(),
                                    seconds(gate.nextProbeAt()),
                                    waiting.getAsLong()));
        }
        if (gate.held(now)) {
            return new Explanation(
                    StateName.HELD_BACK,
                    "Waiting: %s asked for no request before %s (Retry-After); %s users wait."
                            .formatted(key, seconds(gate.heldUntil()), waiting.getAsLong()));
        }
        return waitsForItsNextAttempt(key);
    }

    private Explanation waitsForItsNextAttempt(String key) {
        if (lastError != null && FailureCause.of(lastError) == FailureCause.ANSWERS_OTHER) {
            return new Explanation(
                    StateName.RETRYING,
                    ("Waiting: %s does not take this user (%s). Other users are pushed as always. The next attempt is due at"
                                    + " %s, or at once with POST /api/v1/users/%s/{id}/retry.")
                            .formatted(key, lastError, seconds(dueAt), key));
        }
        if (attempts > 0 || lastError != null) {
            return new Explanation(
                    StateName.RETRYING,
                    "Waiting: %s attempts failed, the last with \"%s\"; the next is due at %s."
                            .formatted(attempts, lastError, seconds(dueAt)));
        }
        return new Explanation(StateName.WAITING, "Waiting for its turn since %s.".formatted(seconds(wantedSince)));
    }

    private static Instant seconds(@Nullable Instant time) {
        return Objects.requireNonNull(time).truncatedTo(ChronoUnit.SECONDS);
    }

    /** The states a user can be in, as the API names them. */
    enum StateName {
        DELIVERED,
        WAITING,
        HELD_BACK,
        PUSHING,
        RETRYING,
        SET_ASIDE,
        HELD,
        PAUSED;

        /** The state with this name in the API. */
        static StateName named(String word) {
            return Arrays.stream(values())
                    .filter(name -> name.word().equals(word))
                    .findFirst()
                    .orElseThrow(() -> InvalidRequest.problem(
                            "state",
                            "give one of "
                                    + Arrays.stream(values())
                                            .map(StateName::word)
                                            .collect(Collectors.joining(", "))));
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
