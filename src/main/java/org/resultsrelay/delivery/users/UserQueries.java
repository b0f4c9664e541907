package org.resultsrelay.delivery.users;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.clients.Client;
import org.resultsrelay.clients.Clients;
import org.resultsrelay.delivery.DeliveryStatus;
import org.resultsrelay.delivery.backlog.BacklogQuery;
import org.resultsrelay.delivery.breaker.ClientGates;
import org.resultsrelay.delivery.push.SummaryPayload.TotalsPayload;
import org.resultsrelay.delivery.users.DeliveryState.Explanation;
import org.resultsrelay.delivery.users.DeliveryState.StateName;
import org.resultsrelay.delivery.users.Timeline.PushAttempt;
import org.resultsrelay.delivery.users.Timeline.ReceivedResult;
import org.resultsrelay.delivery.users.UserViews.ListedUser;
import org.resultsrelay.delivery.users.UserViews.UserDetails;
import org.resultsrelay.problems.Problem;
import org.resultsrelay.results.Result;
import org.resultsrelay.results.Results;
import org.resultsrelay.results.Summary;
import org.resultsrelay.results.User;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Combines what is known about users: their results and the state of their delivery. */
@Component
public class UserQueries {

    private static final int SHOWN = 100;

    private final Results results;
    private final UserDeliveries deliveries;
    private final Clients clients;
    private final ClientGates gates;
    private final BacklogQuery backlog;
    private final Clock clock;

    UserQueries(
            Results results,
            UserDeliveries deliveries,
            Clients clients,
            ClientGates gates,
            BacklogQuery backlog,
            Clock clock) {
        this.results = results;
        this.deliveries = deliveries;
        this.clients = clients;
        this.gates = gates;
        this.backlog = backlog;
        this.clock = clock;
    }

    Client client(String key) {
        return clients.known(key);
    }

    User user(Client client, String id) {
        return results.user(client.id(), id)
                .orElseThrow(() -> new Problem(
                        HttpStatus.NOT_FOUND,
                        "unknown-user",
                        "Unknown user",
                        "No result of this user has been accepted for " + client.key()
                                + ". A user is known from the first accepted webhook on, or once it is created with PUT; see"
                                + " GET /api/v1/users?client=" + client.key() + "."));
    }

    /** Users after {@code after}, of one client or of all, in one state or in any. */
    List<User> find(@Nullable String key, @Nullable String state, long after, int limit) {
        Client client = key == null ? null : client(key);
        if (state == null) {
            return results.users(client == null ? null : client.id(), after, limit);
        }
        List<Client> among = client == null ? clients.all() : List.of(client);
        return results.users(deliveries.ids(StateName.named(state), among, after, limit));
    }

    List<ListedUser> list(List<User> users) {
        Map<Long, DeliveryState> byUser =
                deliveries.states(users.stream().map(User::id).toList());
        return users.stream().map(user -> listed(user, state(user, byUser))).toList();
    }

    private long waiting(long clientId) {
        return backlog.of(clientId).waitingUsers();
    }

    private ListedUser listed(User user, DeliveryState state) {
        Client client = clients.get(user.clientId());
        return new ListedUser(
                client.key(),
                user.externalId(),
                user.epoch(),
                state.wanted(),
                state.delivered(),
                explain(state, client, () -> 0).state().word()); // a list shows no sentence, so nothing is counted
    }

    /** Answers "why hasn't it arrived?"; empty if no such user is known. */
    public Optional<DeliveryStatus> why(Client client, String id) {
        return results.user(client.id(), id)
                .map(user -> details(client, user))
                .map(details -> new DeliveryStatus(
                        details.state(),
                        details.explanation(),
                        details.wantedRevision(),
                        details.deliveredRevision(),
                        details.waitingSince()));
    }

    UserDetails details(String key, String id) {
        Client client = client(key);
        return details(client, user(client, id));
    }

    UserDetails details(Client client, User user) {
        DeliveryState state = state(user, deliveries.states(List.of(user.id())));
        Explanation explanation = explain(state, client, () -> waiting(client.id()));
        Summary summary = results.summaries(List.of(user.id())).getFirst();
        return new UserDetails(
                client.key(),
                user.externalId(),
                user.epoch(),
                state.wanted(),
                state.delivered(),
                explanation.state().word(),
                explanation.sentence(),
                state.held(),
                state.wanted() > state.delivered() ? state.wantedSince() : null,
                TotalsPayload.of(summary.totals()),
                summary.lastCompletedAt());
    }

    Timeline timeline(String key, String id) {
        Client client = client(key);
        User user = user(client, id);
        DeliveryState state = state(user, deliveries.states(List.of(user.id())));
        Explanation explanation = explain(state, client, () -> waiting(client.id()));
        List<Result> stored = results.events(user.id(), SHOWN);
        List<PushAttempt> attempts = deliveries.attempts(user.id(), SHOWN);
        return new Timeline(
                client.key(),
                user.externalId(),
                explanation.state().word(),
                explanation.sentence(),
                TimelineSteps.of(client.key(), state, stored, attempts),
                stored.size() < SHOWN && attempts.size() < SHOWN,
                stored.stream().map(ReceivedResult::of).toList(),
                attempts);
    }

    private Explanation explain(DeliveryState state, Client client, LongSupplier waiting) {
        return state.explain(client, gates.of(client.id()), waiting, clock.instant());
    }

    /** A user whose first result changed nothing yet has no delivery: nothing is wanted. */
    private static DeliveryState state(User user, Map<Long, DeliveryState> byUser) {
        DeliveryState known = byUser.get(user.id());
        return known != null
                ? known
                : new DeliveryState(user.id(), 0, 0, user.createdAt(), Instant.EPOCH, false, 0, null, false);
    }
}
