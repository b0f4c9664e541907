package org.resultsrelay.delivery.dispatch;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.clients.Client;
import org.resultsrelay.clients.Clients;
import org.resultsrelay.database.DatabaseFaults;
import org.resultsrelay.delivery.DeliveryProperties;
import org.resultsrelay.delivery.dispatch.ConcurrencyWindow.Sign;
import org.resultsrelay.delivery.push.Push;
import org.resultsrelay.delivery.push.PushOutcome;
import org.resultsrelay.delivery.push.Pusher;
import org.resultsrelay.delivery.queue.Attempt;
import org.resultsrelay.delivery.queue.Claimed;
import org.resultsrelay.delivery.queue.RetryDecision;
import org.resultsrelay.delivery.queue.Settlements;
import org.resultsrelay.results.Results;
import org.resultsrelay.results.Summary;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Delivers a claimed user: push, judge, settle. No transaction is open while the client's server answers. */
@Component
class Delivery implements Lane.Deliverer {

    private static final Logger log = LoggerFactory.getLogger(Delivery.class);

    private final Clients clients;
    private final NewestSummaries summaries;
    private final Results results;
    private final Pusher pusher;
    private final Settlements settlements;
    private final PushFollowUp followUp;
    private final DeliveryProperties properties;
    private final Clock clock;

    Delivery(
            Clients clients,
            NewestSummaries summaries,
            Results results,
            Pusher pusher,
            Settlements settlements,
            PushFollowUp followUp,
            DeliveryProperties properties,
            Clock clock) {
        this.clients = clients;
        this.summaries = summaries;
        this.results = results;
        this.pusher = pusher;
        this.settlements = settlements;
        this.followUp = followUp;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public @Nullable Attempt attempt(DueDelivery due) {
        if (leaseTooShort(due.claimed())) {
            return null; // this process was suspended for a while, and another may have taken the user
        }
        try {
            Summary summary = due.summary() != null
                    ? due.summary()
                    : summaries.alone(due.client(), due.claimed().userId());
            return judged(due, summary, pusher.push(due.client(), summary));
        } catch (NewestSummaries.UnreadableSummary e) {
            return withoutPush(due, e.reason());
        }
    }

    /**
     * If the database cannot say whether the endpoint is still the client's, the user waits for the end of its lease. A
     * refusal by a former endpoint would set it aside for good, and a failed push is repeated in any case. An accepted
     * push needs no such check.
     */
    private @Nullable Attempt judged(DueDelivery due, Summary summary, Push push) {
        try {
            boolean moved = hasMoved(due.client(), push.outcome());
            RetryDecision next = moved ? RetryDecision.onFormerEndpoint(now()) : next(due, push);
            return new Attempt(
                    due.client(),
                    due.claimed(),
                    summary.externalId(),
                    summary.epoch(),
                    summary.revision(),
                    push,
                    moved,
                    next);
        } catch (DataAccessException | TransactionException e) {
            log.warn(
                    "{} has not taken the summary of {}, and whether it still has that endpoint cannot be asked ({}); the push is"
                            + " repeated after {}",
                    due.client().key(),
                    summary.externalId(),
                    DatabaseFaults.reason(e),
                    due.claimed().leasedUntil());
            return null;
        }
    }

    /** A summary that cannot be read is its user's own trouble. A user erased meanwhile needs nothing. */
    private @Nullable Attempt withoutPush(DueDelivery due, String reason) {
        Claimed claimed = due.claimed();
        try {
            return results.users(List.of(claimed.userId())).stream()
                    .findFirst()
                    .map(user -> {
                        var push = new Push("", "", clock.instant(), 0, new PushOutcome.OwnFault(reason));
                        return new Attempt(
                                due.client(),
                                claimed,
                                user.externalId(),
                                user.epoch(),
                                user.revision(),
                                push,
                                false,
                                next(due, push));
                    })
                    .orElse(null);
        } catch (DataAccessException | TransactionException e) {
            log.warn(
                    "User {} of {} is looked at again after {}: {}",
                    claimed.userId(),
                    due.client().key(),
                    claimed.leasedUntil(),
                    DatabaseFaults.reason(e));
            return null;
        }
    }

    /** Whether this failure came from an endpoint that was replaced during the push, by this relay or another. */
    private boolean hasMoved(Client client, PushOutcome outcome) {
        return !(outcome instanceof PushOutcome.Accepted)
                && !(outcome instanceof PushOutcome.OwnFault)
                && clients.hasMoved(client);
    }

    private RetryDecision next(DueDelivery due, Push push) {
        double dice = ThreadLocalRandom.current().nextDouble();
        return RetryDecision.on(push.outcome(), due.claimed(), properties.backoff(), now(), dice);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** An error here must not prevent settling the user. */
    @Override
    public boolean followUp(Attempt attempt, Sign sign, Instant failingSince) {
        try {
            return followUp.of(attempt, sign, failingSince);
        } catch (RuntimeException | Error e) {
            notWritten(attempt, "what it means for the client is learned from its next answer", e);
            return false;
        }
    }

    @Override
    public boolean settle(Attempt attempt) {
        try {
            return settlements.settle(attempt);
        } catch (RuntimeException | Error e) {
            notWritten(
                    attempt, "the push is repeated after " + attempt.claimed().leasedUntil(), e);
            return false;
        }
    }

    private static void notWritten(Attempt attempt, String consequence, Throwable e) {
        String key = attempt.client().key();
        if (e instanceof DataAccessException || e instanceof TransactionException) {
            String reason = DatabaseFaults.reason(e);
            log.warn(
                    "{} has answered for {}, but it cannot be written down ({}); {}",
                    key,
                    attempt.user(),
                    reason,
                    consequence);
        } else {
            log.error("{} has answered for {}, but it cannot be written down; {}", key, attempt.user(), consequence, e);
        }
    }

    private boolean leaseTooShort(Claimed claimed) {
        return clock.instant().plus(properties.timeout()).isAfter(claimed.leasedUntil());
    }
}
