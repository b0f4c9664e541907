package org.resultsrelay.delivery;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.resultsrelay.clients.Client;
import org.resultsrelay.delivery.push.PushOutcome;
import org.resultsrelay.delivery.tasks.Resync;
import org.resultsrelay.delivery.tasks.Tasks;
import org.springframework.stereotype.Component;

/** What other modules may ask of the deliveries. */
@Component
public class Deliveries {

    private final StandingQuery standing;
    private final Freshness freshness;
    private final UserDesk users;
    private final Tasks tasks;
    private final AnotherTry another;

    Deliveries(StandingQuery standing, Freshness freshness, UserDesk users, Tasks tasks, AnotherTry another) {
        this.standing = standing;
        this.freshness = freshness;
        this.users = users;
        this.tasks = tasks;
        this.another = another;
    }

    /** Client companies whose pushes fail beyond a hiccup; a client leaves the list when its last such user is delivered. */
    public List<FailingClient> troubles() {
        return standing.troubles();
    }

    /** Client companies whose oldest undelivered revision is older than their objective. */
    public List<LateClient> late() {
        return freshness.late();
    }

    /** How many users wait, by the client's id; clients for whom nobody waits are left out. Counted once in a while. */
    public Map<Long, Long> waitingUsers() {
        return standing.waiting().stream()
                .collect(Collectors.toMap(StandingQuery.Waiting::clientId, StandingQuery.Waiting::users));
    }

    /** Since when the one who waits longest has waited, by the client's id, as {@link #waitingUsers()}. */
    public Map<Long, Instant> oldestWaiting() {
        return standing.waiting().stream()
                .collect(Collectors.toMap(StandingQuery.Waiting::clientId, StandingQuery.Waiting::oldest));
    }

    /** The ids of the client companies whose endpoint is down. */
    public Set<Long> down() {
        return standing.down();
    }

    /** Answers "why hasn't it arrived?"; empty where no such user is known. */
    public Optional<DeliveryStatus> why(Client client, String userId) {
        return users.why(client, userId);
    }

    /**
     * Ends every wait of this client and its users, and tries again whoever it refused, after the caller's transaction; says how
     * many those are.
     */
    public int tryNow(long clientId) {
        return another.now(clientId);
    }

    /** What the client's endpoint has answered to a message about no user: 2xx closes its breaker, and what waits is pushed. */
    public void showed(long clientId, PushOutcome outcome) {
        another.showed(clientId, outcome);
    }

    /** What a resync would come to, without doing anything. */
    public ResendEstimate estimateResync(Client client) {
        return bulk(tasks.estimateResync(client, null));
    }

    /** Has everybody's newest summary sent again: in the caller's transaction, within seconds of its commit. */
    public ResendEstimate resync(Client client) {
        return bulk(tasks.begin(client, null));
    }

    private static ResendEstimate bulk(Resync resync) {
        return new ResendEstimate(resync.users(), resync.endsAt());
    }
}
