package org.resultsrelay.delivery.dispatch;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
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

/** Delivers the claimed users of one request: push, judge, settle. No transaction is open while the client's server answers. */
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

    /** Those without a push come last. */
    @Override
    public List<Attempt> attempt(List<DueDelivery> request) {
        Client client = request.getFirst().client();
        List<DueDelivery> read = new ArrayList<>();
        List<Summary> toPush = new ArrayList<>();
        List<Attempt> unreadable = new ArrayList<>();
        for (DueDelivery due : request) {
            if (leaseTooShort(due.claimed())) {
                continue; // this process was suspended for a while, and another may have taken the user
            }
            try {
                toPush.add(
                        due.summary() != null
                                ? due.summary()
                                : summaries.alone(client, due.claimed().userId()));
                read.add(due);
            } catch (NewestSummaries.UnreadableSummary e) {
                withoutPush(due, e.reason()).ifPresent(unreadable::add);
            }
        }
        List<Attempt> attempts = new ArrayList<>(toPush.isEmpty() ? List.of() : pushed(client, read, toPush));
        attempts.addAll(unreadable);
        return attempts;
    }

    private List<Attempt> pushed(Client client, List<DueDelivery> read, List<Summary> toPush) {
        Map<String, Push> pushes = pusher.push(client, toPush);
        Optional<Boolean> moved = pushes.values().stream().anyMatch(Delivery::isOfTheEndpoint)
                ? hasMoved(client, pushes.keySet())
                : Optional.of(false);
        List<Attempt> attempts = new ArrayList<>();
        for (int i = 0; i < read.size(); i++) {
            Summary summary = toPush.get(i);
            Push push = Objects.requireNonNull(pushes.get(summary.externalId()));
            DueDelivery due = read.get(i);
            if (isOfTheEndpoint(push)) {
                moved.ifPresent(itHas -> attempts.add(attempt(due, summary, push, itHas)));
            } else {
                attempts.add(attempt(due, summary, push, false));
            }
        }
        return attempts;
    }

    private Attempt attempt(DueDelivery due, Summary summary, Push push, boolean moved) {
        return new Attempt(
                due.client(),
                due.claimed(),
                summary.externalId(),
                summary.epoch(),
                summary.revision(),
                push,
                moved,
                moved ? RetryDecision.onFormerEndpoint(now()) : next(due, push));
    }

    /** Whether it says something about the endpoint: a refusal by a former one would set the user aside for good. */
    private static boolean isOfTheEndpoint(Push push) {
        return !(push.outcome() instanceof PushOutcome.Accepted) && !(push.outcome() instanceof PushOutcome.OwnFault);
    }

    /**
     * Whether the endpoint was replaced during the push, by this relay or another. If the database cannot say so, the
     * users wait for the end of their lease.
     */
    private Optional<Boolean> hasMoved(Client client, Collection<String> users) {
        try {
            return Optional.of(clients.hasMoved(client));
        } catch (DataAccessException | TransactionException e) {
            log.warn(
                    "{} has not taken the summaries of {}, and whether it still has that endpoint cannot be asked ({}); the"
                            + " push is repeated after the lease",
                    client.key(),
                    users,
                    DatabaseFaults.reason(e));
            return Optional.empty();
        }
    }

    /** A summary that cannot be read is its user's own trouble. A user erased meanwhile needs nothing. */
    private Optional<Attempt> withoutPush(DueDelivery due, String reason) {
        Claimed claimed = due.claimed();
        try {
            return results.users(List.of(claimed.userId())).stream().findFirst().map(user -> {
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
            });
        } catch (DataAccessException | TransactionException e) {
            log.warn(
                    "User {} of {} is looked at again after {}: {}",
                    claimed.userId(),
                    due.client().key(),
                    claimed.leasedUntil(),
                    DatabaseFaults.reason(e));
            return Optional.empty();
        }
    }

    private RetryDecision next(DueDelivery due, Push push) {
        double dice = ThreadLocalRandom.current().nextDouble();
        return RetryDecision.on(push.outcome(), due.claimed(), properties.backoff(), now(), dice);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** An error here must not prevent settling the users. */
    @Override
    public boolean followUp(List<Attempt> attempts, Sign sign, Instant failingSince) {
        try {
            return followUp.of(attempts, sign, failingSince);
        } catch (RuntimeException | Error e) {
            notWritten(attempts, "what it means for the client is learned from its next answer", e);
            return false;
        }
    }

    @Override
    public List<Long> settle(List<Attempt> attempts) {
        try {
            return settlements.settle(attempts);
        } catch (RuntimeException | Error e) {
            notWritten(
                    attempts,
                    "the push is repeated after "
                            + attempts.getFirst().claimed().leasedUntil(),
                    e);
            return List.of();
        }
    }

    private static void notWritten(List<Attempt> attempts, String consequence, Throwable e) {
        String key = attempts.getFirst().client().key();
        String users = attempts.stream().map(Attempt::user).collect(Collectors.joining(", "));
        if (e instanceof DataAccessException || e instanceof TransactionException) {
            String reason = DatabaseFaults.reason(e);
            log.warn("{} has answered for {}, but it cannot be written down ({}); {}", key, users, reason, consequence);
        } else {
            log.error("{} has answered for {}, but it cannot be written down; {}", key, users, consequence, e);
        }
    }

    private boolean leaseTooShort(Claimed claimed) {
        return clock.instant().plus(properties.timeout()).isAfter(claimed.leasedUntil());
    }
}
