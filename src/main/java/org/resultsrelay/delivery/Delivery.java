package org.resultsrelay.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.resultsrelay.clients.Client;
import org.resultsrelay.clients.Clients;
import org.resultsrelay.database.DatabaseFaults;
import org.resultsrelay.delivery.Flow.Sign;
import org.resultsrelay.delivery.push.Push;
import org.resultsrelay.delivery.push.PushOutcome;
import org.resultsrelay.delivery.push.PushOutcome.EndpointFailure;
import org.resultsrelay.delivery.push.Pusher;
import org.resultsrelay.delivery.queue.Claimed;
import org.resultsrelay.delivery.queue.Settlement;
import org.resultsrelay.delivery.queue.Settlements;
import org.resultsrelay.delivery.queue.Verdict;
import org.resultsrelay.results.Summary;
import org.resultsrelay.results.User;
import org.resultsrelay.work.Backoff;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** One user's delivery, after the claim: push, judge, settle. No transaction is open while the client company answers. */
@Component
class Delivery {

    private static final Logger log = LoggerFactory.getLogger(Delivery.class);

    private final Clients clients;
    private final Pusher pusher;
    private final Settlements settlements;
    private final Aftermath aftermath;
    private final DeliveryProperties properties;
    private final Backoff backoff;
    private final Clock clock;

    Delivery(
            Clients clients,
            Pusher pusher,
            Settlements settlements,
            Aftermath aftermath,
            DeliveryProperties properties,
            Clock clock) {
        this.clients = clients;
        this.pusher = pusher;
        this.settlements = settlements;
        this.aftermath = aftermath;
        this.properties = properties;
        this.backoff = properties.backoff();
        this.clock = clock;
    }

    void deliver(Client client, Claimed claimed, Summary summary, Lane lane) {
        if (leaseTooShort(claimed)) {
            lane.dropped(); // this process was stopped for a while: another may have the user by now
            return;
        }
        Push push = pusher.push(client, summary);
        settle(
                client,
                summary.externalId(),
                claimed,
                lane,
                () -> hasMoved(client, push.outcome(), lane)
                        ? atFormerEndpoint(claimed, client, summary, push)
                        : atEndpoint(claimed, client, summary, push, lane));
    }

    /** Settles a user whose summary cannot be read, without a push: that is its own trouble. */
    void fail(Client client, Claimed claimed, User user, String reason, Lane lane) {
        var push = new Push("", "", clock.instant(), 0, new PushOutcome.OwnFault(reason));
        settle(client, user.externalId(), claimed, lane, () -> {
            Settlement settlement = settlement(claimed, user.epoch(), user.revision(), push);
            aftermath.of(settlement, client, user.externalId(), Sign.NOTHING, lane);
            return settlement;
        });
    }

    private void settle(Client client, String user, Claimed claimed, Lane lane, Supplier<Settlement> settlement) {
        try {
            if (settlements.settle(settlement.get())) {
                lane.look(List.of(claimed.userId()));
            }
        } catch (RuntimeException | Error e) {
            notWritten(client, user, "the push is repeated after " + claimed.leasedUntil(), e);
        }
    }

    private static void notWritten(Client client, String user, String consequence, Throwable e) {
        String key = client.key();
        if (e instanceof DataAccessException || e instanceof TransactionException) {
            String reason = DatabaseFaults.reason(e);
            log.warn("{} has answered for {}, but it cannot be written down ({}); {}", key, user, reason, consequence);
        } else {
            log.error("{} has answered for {}, but it cannot be written down; {}", key, user, consequence, e);
        }
    }

    /**
     * Whether this failure was met at an endpoint that the client no longer has, since it was changed during the push or another
     * relay has changed it. The lane learns nothing from that, nor where the database cannot be asked.
     */
    private boolean hasMoved(Client client, PushOutcome outcome, Lane lane) {
        if (outcome instanceof PushOutcome.Accepted || outcome instanceof PushOutcome.OwnFault) {
            return false;
        }
        boolean stays = false;
        try {
            stays = !clients.hasMoved(client);
            return !stays;
        } finally {
            if (!stays) {
                lane.dropped();
            }
        }
    }

    private Settlement atFormerEndpoint(Claimed claimed, Client client, Summary summary, Push push) {
        Verdict verdict = Verdict.onFormerEndpoint(now());
        var settlement = new Settlement(claimed, summary.epoch(), summary.revision(), push, verdict);
        aftermath.ofFormerEndpoint(settlement, client, summary.externalId());
        return settlement;
    }

    private Settlement atEndpoint(Claimed claimed, Client client, Summary summary, Push push, Lane lane) {
        Sign sign = landed(claimed, push, lane);
        Settlement settlement = settlement(claimed, summary.epoch(), summary.revision(), push);
        try {
            aftermath.of(settlement, client, summary.externalId(), sign, lane);
        } catch (RuntimeException | Error e) { // the user's answer is settled all the same
            notWritten(client, summary.externalId(), "what it means for the client is learned from its next answer", e);
        }
        return settlement;
    }

    private Sign landed(Claimed claimed, Push push, Lane lane) {
        if (claimed.probe() && push.outcome() instanceof EndpointFailure) {
            lane.dropped(); // that the endpoint is down was known
            return Sign.NOTHING;
        }
        boolean again = claimed.failingSince() != null;
        return lane.landed(push.outcome(), again, Duration.ofMillis(push.durationMs()), clock.instant());
    }

    private Settlement settlement(Claimed claimed, int epoch, long revision, Push push) {
        double dice = ThreadLocalRandom.current().nextDouble();
        Verdict verdict = Verdict.on(push.outcome(), claimed, backoff, now(), dice);
        return new Settlement(claimed, epoch, revision, push, verdict);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private boolean leaseTooShort(Claimed claimed) {
        return clock.instant().plus(properties.timeout()).isAfter(claimed.leasedUntil());
    }
}
