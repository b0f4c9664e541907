package org.resultsrelay.delivery.users;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import org.resultsrelay.clients.Client;
import org.resultsrelay.clients.Clients;
import org.resultsrelay.delivery.backlog.StandingQuery;
import org.resultsrelay.delivery.breaker.Gates;
import org.resultsrelay.delivery.push.SummaryPayload.TotalsPayload;
import org.resultsrelay.delivery.users.TimelineViews.Pushed;
import org.resultsrelay.delivery.users.TimelineViews.Received;
import org.resultsrelay.delivery.users.TimelineViews.Timeline;
import org.resultsrelay.delivery.users.UserViews.Details;
import org.resultsrelay.delivery.users.UserViews.Listed;
import org.resultsrelay.results.Result;
import org.resultsrelay.results.Results;
import org.resultsrelay.results.Summary;
import org.resultsrelay.results.User;
import org.springframework.stereotype.Component;

/** Puts together what is known of users: their results, and how their delivery stands. */
@Component
class UserAnswers {

    private static final int SHOWN = 100;

    private final Results results;
    private final States states;
    private final Clients clients;
    private final Gates gates;
    private final StandingQuery standing;
    private final Clock clock;

    UserAnswers(Results results, States states, Clients clients, Gates gates, StandingQuery standing, Clock clock) {
        this.results = results;
        this.states = states;
        this.clients = clients;
        this.gates = gates;
        this.standing = standing;
        this.clock = clock;
    }

    List<Listed> list(List<User> users) {
        Map<Long, DeliveryState> byUser = states.of(users.stream().map(User::id).toList());
        Map<Long, Long> waiting = new HashMap<>(); // counted once for each client, and only if a sentence asks
        return users.stream()
                .map(user -> listed(
                        user, state(user, byUser), () -> waiting.computeIfAbsent(user.clientId(), this::waiting)))
                .toList();
    }

    private long waiting(long clientId) {
        return standing.of(clientId).waitingUsers();
    }

    private Listed listed(User user, DeliveryState state, LongSupplier waiting) {
        Client client = clients.get(user.clientId());
        return new Listed(
                client.key(),
                user.externalId(),
                user.epoch(),
                state.wanted(),
                state.delivered(),
                name(explain(state, client, waiting)));
    }

    Details details(Client client, User user) {
        DeliveryState state = state(user, states.of(List.of(user.id())));
        Explanation explanation = explain(state, client, () -> waiting(client.id()));
        Summary summary = results.summaries(List.of(user.id())).getFirst();
        return new Details(
                client.key(),
                user.externalId(),
                user.epoch(),
                state.wanted(),
                state.delivered(),
                name(explanation),
                explanation.sentence(),
                state.held(),
                state.wanted() > state.delivered() ? state.wantedSince() : null,
                TotalsPayload.of(summary.totals()),
                summary.lastCompletedAt());
    }

    Timeline timeline(Client client, User user) {
        DeliveryState state = state(user, states.of(List.of(user.id())));
        Explanation explanation = explain(state, client, () -> waiting(client.id()));
        List<Result> stored = results.events(user.id(), SHOWN);
        List<States.Attempt> attempts = states.attempts(user.id(), SHOWN);
        return new Timeline(
                client.key(),
                user.externalId(),
                name(explanation),
                explanation.sentence(),
                TimelineSteps.of(client.key(), state, stored, attempts),
                stored.size() < SHOWN && attempts.size() < SHOWN,
                stored.stream().map(Received::of).toList(),
                attempts.stream().map(Pushed::of).toList());
    }

    private Explanation explain(DeliveryState state, Client client, LongSupplier waiting) {
        Explanation own = state.ownReason();
        return own != null ? own : Explanation.of(state, client, gates.of(client.id()), waiting, clock.instant());
    }

    /** A user whose first result changed nothing yet has no delivery: nothing is wanted of it. */
    private static DeliveryState state(User user, Map<Long, DeliveryState> byUser) {
        DeliveryState known = byUser.get(user.id());
        return known != null
                ? known
                : new DeliveryState(user.id(), 0, 0, user.createdAt(), Instant.EPOCH, false, 0, null, false);
    }

    private static String name(Explanation explanation) {
        return explanation.state().name().toLowerCase(Locale.ROOT);
    }
}
