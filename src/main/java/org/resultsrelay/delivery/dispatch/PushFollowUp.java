package org.resultsrelay.delivery.dispatch;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.resultsrelay.audit.Actor;
import org.resultsrelay.audit.Audit;
import org.resultsrelay.clients.Client;
import org.resultsrelay.clients.Clients;
import org.resultsrelay.delivery.breaker.Breaker;
import org.resultsrelay.delivery.breaker.ClientGates;
import org.resultsrelay.delivery.dispatch.ConcurrencyWindow.Sign;
import org.resultsrelay.delivery.push.PushOutcome;
import org.resultsrelay.delivery.push.PushOutcome.EndpointFailure;
import org.resultsrelay.delivery.queue.Attempt;
import org.resultsrelay.delivery.queue.Claimed;
import org.resultsrelay.delivery.queue.Queue;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What one push means beyond its users: it is logged and counted, and it opens or closes the client's gate. */
@Component
class PushFollowUp {

    private static final Actor RELAY = new Actor("relay", Actor.Via.RELAY, "");
    private static final String GONE = "Its endpoint answered 410 Gone.";

    private final AttemptLog attemptLog;
    private final Clients clients;
    private final ClientGates gates;
    private final Queue queue;
    private final Audit audit;
    private final TransactionTemplate transaction;

    PushFollowUp(
            AttemptLog attemptLog,
            Clients clients,
            ClientGates gates,
            Queue queue,
            Audit audit,
            TransactionTemplate transaction) {
        this.attemptLog = attemptLog;
        this.clients = clients;
        this.gates = gates;
        this.queue = queue;
        this.audit = audit;
        this.transaction = transaction;
    }

    /**
     * These attempts made one request. One that was accepted speaks for it, or else the first. {@code sign} is what the
     * answer told the lane. Returns whether waiting users may be looked at now.
     */
    boolean of(List<Attempt> attempts, Sign sign, Instant failingSince) {
        attempts.forEach(attemptLog::attempted);
        Attempt attempt = attempts.stream()
                .filter(one -> one.next().accepted())
                .findFirst()
                .orElse(attempts.getFirst());
        Client client = attempt.client();
        if (attempt.moved()) {
            return false; // the answer came from an endpoint that the client has replaced
        }
        return switch (attempt.push().outcome()) {
            case PushOutcome.Accepted accepted -> {
                gates.acquit(client.id());
                yield answered(attempt.claimed(), sign);
            }
            case PushOutcome.Refused refused -> answered(attempt.claimed(), sign);
            case PushOutcome.BatchRefused refused -> false;
            case PushOutcome.OwnFault fault -> false;
            case PushOutcome.Gone gone -> {
                transaction.executeWithoutResult(status -> pause(client));
                yield false;
            }
            case EndpointFailure failure -> {
                failed(attempt, failure, sign, failingSince);
                yield false;
            }
        };
    }

    private void pause(Client client) {
        if (clients.pauseAt(client, GONE)) {
            audit.record(RELAY, "pauseClient", "client:" + client.key(), GONE);
        }
    }

    private boolean answered(Claimed claimed, Sign sign) {
        long clientId = claimed.clientId();
        boolean lifted = claimed.probe() && gates.lift(clientId); // a person's probe ignores Retry-After
        boolean opened = gates.of(clientId).breaker() == Breaker.OPEN && gates.halfOpen(clientId);
        if (lifted || opened) {
            queue.wake(clientId);
        }
        if (sign == Sign.RECOVERED) {
            gates.close(clientId);
        }
        return lifted || opened;
    }

    private void failed(Attempt attempt, EndpointFailure failure, Sign sign, Instant failingSince) {
        Claimed claimed = attempt.claimed();
        long clientId = claimed.clientId();
        String error = failure.sentence();
        if (failure.hold() != null) {
            gates.hold(clientId, failure.hold());
        }
        if (claimed.probe()) {
            gates.probeFailed(clientId, error);
        } else if (sign == Sign.DOWN) {
            gates.open(clientId, failingSince, error);
        } else if (sign == Sign.SUSPICION) {
            Instant since = Objects.requireNonNull(attempt.next().failingSince());
            if (gates.suspect(clientId, claimed.userId(), since)) {
                gates.open(clientId, since, error);
            }
        }
    }
}
