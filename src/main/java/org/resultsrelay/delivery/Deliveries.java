package org.resultsrelay.delivery;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.resultsrelay.clients.Client;
import org.resultsrelay.delivery.backlog.BacklogQuery;
import org.resultsrelay.delivery.backlog.Freshness;
import org.resultsrelay.delivery.dispatch.Lanes;
import org.resultsrelay.delivery.dispatch.ManualRetry;
import org.resultsrelay.delivery.push.PushOutcome;
import org.resultsrelay.delivery.queue.Queue;
import org.resultsrelay.delivery.users.UserQueries;
import org.springframework.stereotype.Component;

/** Front door: what other modules may ask about deliveries. */
@Component
public class Deliveries {

    private final BacklogQuery backlog;
    private final Freshness freshness;
    private final UserQueries users;
    private final ManualRetry another;
    private final Queue queue;
    private final Lanes lanes;

    Deliveries(
            BacklogQuery backlog,
            Freshness freshness,
            UserQueries users,
            ManualRetry another,
            Queue queue,
            Lanes lanes) {
        this.backlog = backlog;
        this.freshness = freshness;
        this.users = users;
        this.another = another;
        this.queue = queue;
        this.lanes = lanes;
    }

    /**
     * Clients whose pushes have failed for more than a minute. A client leaves the list when its last such user is
     * delivered.
     */
    public List<FailingClient> troubles() {
        return backlog.troubles();
    }

    /** Clients whose oldest undelivered revision is older than their objective. */
    public List<LateClient> late() {
        return freshness.late();
    }

    /** How many users wait, by client id; clients without waiting users are left out. Counted at intervals. */
    public Map<Long, Long> waitingUsers() {
        return backlog.waiting().stream()
                .collect(Collectors.toMap(BacklogQuery.Waiting::clientId, BacklogQuery.Waiting::users));
    }

    /** Since when the longest-waiting user has waited, by client id; see {@link #waitingUsers()}. */
    public Map<Long, Instant> oldestWaiting() {
        return backlog.waiting().stream()
                .collect(Collectors.toMap(BacklogQuery.Waiting::clientId, BacklogQuery.Waiting::oldest));
    }

    /** The ids of the clients whose endpoint is down. */
    public Set<Long> down() {
        return backlog.down();
    }

    /** Answers "why hasn't it arrived?"; empty if no such user is known. */
    public Optional<DeliveryStatus> why(Client client, String userId) {
        return users.why(client, userId);
    }

    /**
     * Tries all waiting users of this client as soon as the caller's transaction is committed, also those it has
     * refused. Returns how many it has refused.
     */
    public int tryNow(long clientId) {
        return another.now(clientId);
    }

    /**
     * The client's endpoint has answered a message about no user. A 2xx closes its breaker, and waiting users are
     * pushed.
     */
    public void endpointAnswered(long clientId, PushOutcome outcome) {
        another.showed(clientId, outcome);
    }

    /**
     * Has these users delivered again, behind all live updates. The revision given with each becomes the wanted one if
     * it is ahead; otherwise the wanted revision is sent again, confirmed or not.
     */
    public void wantAgain(long clientId, Map<Long, Long> revisions) {
        queue.again(clientId, revisions);
    }

    /** How many users of this client wait behind its live updates. */
    public long waitingInBulk(long clientId) {
        return queue.waitingInBulk(clientId);
    }

    /** Says that the database holds due users of this client. Does not block. */
    public void lookInDatabase(long clientId) {
        lanes.lookInDatabase(clientId);
    }
}
