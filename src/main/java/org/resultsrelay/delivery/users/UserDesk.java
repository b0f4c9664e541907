package org.resultsrelay.delivery.users;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.resultsrelay.clients.Client;
import org.resultsrelay.clients.Clients;
import org.resultsrelay.clients.UnknownClient;
import org.resultsrelay.delivery.DeliveryStatus;
import org.resultsrelay.delivery.dispatch.AnotherTry;
import org.resultsrelay.delivery.queue.OneUser;
import org.resultsrelay.delivery.recompute.RecomputeHandler;
import org.resultsrelay.delivery.users.UserViews.Details;
import org.resultsrelay.problems.Problem;
import org.resultsrelay.results.Results;
import org.resultsrelay.results.User;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Does what is asked of one user. */
@Component
public class UserDesk {

    private final Clients clients;
    private final Results results;
    private final OneUser deliveries;
    private final RecomputeHandler handler;
    private final AnotherTry another;
    private final UserAnswers answers;
    private final Clock clock;

    UserDesk(
            Clients clients,
            Results results,
            OneUser deliveries,
            RecomputeHandler handler,
            AnotherTry another,
            UserAnswers answers,
            Clock clock) {
        this.clients = clients;
        this.results = results;
        this.deliveries = deliveries;
        this.handler = handler;
        this.another = another;
        this.answers = answers;
        this.clock = clock;
    }

    /** Says whether that made the user. */
    boolean put(String key, String id, UserSettings settings) {
        Client client = known(key);
        boolean made = results.register(client.id(), id, clock.instant());
        set(client, known(client, id), settings);
        return made;
    }

    Optional<Details> make(NewUser user) {
        Client client = known(user.client());
        if (!results.register(client.id(), user.id(), clock.instant())) {
            return Optional.empty();
        }
        set(client, known(client, user.id()), new UserSettings(user.held()));
        return Optional.of(details(client.key(), user.id()));
    }

    void set(String key, String id, UserSettings settings) {
        Client client = known(key);
        set(client, known(client, id), settings);
    }

    private void set(Client client, User user, UserSettings settings) {
        if (settings.isHeld()) {
            deliveries.hold(client.id(), user.id());
        } else if (deliveries.release(user.id())) {
            handler.look(client.id(), List.of(user.id()));
        }
    }

    Details retry(String key, String id) {
        Client client = known(key);
        User user = known(client, id);
        if (deliveries.retry(user.id())) {
            another.of(client.id(), user.id());
        } else if (answers.details(client, user).held()) {
            throw new Problem(
                    HttpStatus.CONFLICT,
                    "user-held",
                    "User held",
                    "Somebody has asked that this user is not pushed. Release it with PATCH {\"held\": false}; then it is"
                            + " pushed at once.");
        }
        return answers.details(client, user);
    }

    Details details(String key, String id) {
        Client client = known(key);
        return answers.details(client, known(client, id));
    }

    public Optional<DeliveryStatus> why(Client client, String id) {
        return results.user(client.id(), id)
                .map(user -> answers.details(client, user))
                .map(UserDesk::status);
    }

    private static DeliveryStatus status(Details details) {
        return new DeliveryStatus(
                details.state(),
                details.explanation(),
                details.wantedRevision(),
                details.deliveredRevision(),
                details.waitingSince());
    }

    private Client known(String key) {
        return clients.find(key).orElseThrow(() -> UnknownClient.problem(key));
    }

    private User known(Client client, String id) {
        return results.user(client.id(), id).orElseThrow(() -> UnknownUser.problem(client));
    }
}
