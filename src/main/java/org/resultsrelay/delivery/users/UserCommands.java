package org.resultsrelay.delivery.users;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.resultsrelay.clients.Client;
import org.resultsrelay.delivery.dispatch.ManualRetry;
import org.resultsrelay.delivery.queue.DeliveryHolds;
import org.resultsrelay.delivery.recompute.RecomputeHandler;
import org.resultsrelay.delivery.users.UserViews.NewUser;
import org.resultsrelay.delivery.users.UserViews.UserDetails;
import org.resultsrelay.delivery.users.UserViews.UserSettings;
import org.resultsrelay.problems.Problem;
import org.resultsrelay.results.Results;
import org.resultsrelay.results.User;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Registers users ahead of their first result, holds and releases them, and retries one at once. */
@Component
class UserCommands {

    private final Results results;
    private final DeliveryHolds deliveries;
    private final RecomputeHandler handler;
    private final ManualRetry another;
    private final UserQueries users;
    private final Clock clock;

    UserCommands(
            Results results,
            DeliveryHolds deliveries,
            RecomputeHandler handler,
            ManualRetry another,
            UserQueries users,
            Clock clock) {
        this.results = results;
        this.deliveries = deliveries;
        this.handler = handler;
        this.another = another;
        this.users = users;
        this.clock = clock;
    }

    /** Returns whether it created the user. */
    boolean put(String key, String id, UserSettings settings) {
        Client client = users.client(key);
        boolean made = results.register(client.id(), id, clock.instant());
        set(client, users.user(client, id), settings);
        return made;
    }

    Optional<UserDetails> make(NewUser user) {
        Client client = users.client(user.client());
        if (!results.register(client.id(), user.id(), clock.instant())) {
            return Optional.empty();
        }
        set(client, users.user(client, user.id()), new UserSettings(user.held()));
        return Optional.of(users.details(client.key(), user.id()));
    }

    void set(String key, String id, UserSettings settings) {
        Client client = users.client(key);
        set(client, users.user(client, id), settings);
    }

    private void set(Client client, User user, UserSettings settings) {
        if (settings.isHeld()) {
            deliveries.hold(client.id(), user.id());
        } else if (deliveries.release(user.id())) {
            handler.look(client.id(), List.of(user.id()));
        }
    }

    UserDetails retry(String key, String id) {
        Client client = users.client(key);
        User user = users.user(client, id);
        if (deliveries.retry(user.id())) {
            another.of(client.id(), user.id());
        } else if (users.details(client, user).held()) {
            throw new Problem(
                    HttpStatus.CONFLICT,
                    "user-held",
                    "User held",
                    "Somebody has asked that this user is not pushed. Release it with PATCH {\"held\": false}; then it is"
                            + " pushed at once.");
        }
        return users.details(client, user);
    }
}
