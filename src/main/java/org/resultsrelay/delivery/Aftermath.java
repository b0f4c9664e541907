package org.resultsrelay.delivery;

import java.time.Instant;
import java.util.Objects;
import org.resultsrelay.audit.Actor;
import org.resultsrelay.audit.Audit;
import org.resultsrelay.clients.Client;
import org.resultsrelay.clients.Clients;
import org.resultsrelay.delivery.Flow.Sign;
import org.resultsrelay.delivery.gate.Breaker;
import org.resultsrelay.delivery.gate.Gates;
import org.resultsrelay.delivery.push.PushOutcome;
import org.resultsrelay.delivery.push.PushOutcome.EndpointFailure;
import org.resultsrelay.delivery.queue.Claimed;
import org.resultsrelay.delivery.queue.Queue;
import org.resultsrelay.delivery.queue.Settlement;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What one push means beyond its user: it is logged and counted, and it opens or closes the client's gate. */
@Component
class Aftermath {

    private static final Actor RELAY = new Actor("relay", Actor.Via.RELAY, "");
    private static final String GONE = "Its endpoint answered 410 Gone.";

    private final Journal journal;
    private final Clients clients;
    private final Gates gates;
    private final Queue queue;
    private final Audit audit;
    private final TransactionTemplate transaction;

    Aftermath(
            Journal journal, Clients clients, Gates gates, Queue queue, Audit audit, TransactionTemplate transaction) {
        this.journal = journal;
        this.clients = clients;
        this.gates = gates;
        this.queue = queue;
        this.audit = audit;
        this.transaction = transaction;
    }

    void of(Settlement settlement, Client client, String user, Sign sign, Lane lane) {
        journal.attempted(settlement, client, user);
        switch (settlement.push().outcome()) {
            case PushOutcome.Accepted accepted -> {
                gates.acquit(client.id());
                answered(settlement.claimed(), sign, lane);
            }
            case PushOutcome.Refused refused -> answered(settlement.claimed(), sign, lane);
            case PushOutcome.OwnFault fault -> {}
            case PushOutcome.Gone gone -> transaction.executeWithoutResult(status -> pause(client));
            case EndpointFailure failure -> failed(settlement, failure, sign, lane);
        }
    }

    /** The answer came from an endpoint that the client no longer has: it says nothing of the client. */
    void ofFormerEndpoint(Settlement settlement, Client client, String user) {
        journal.attempted(settlement, client, user);
    }

    private void pause(Client client) {
        if (clients.pauseAt(client, GONE)) {
            audit.record(RELAY, "pauseClient", "client:" + client.key(), GONE);
        }
    }

    private void answered(Claimed claimed, Sign sign, Lane lane) {
        long clientId = claimed.clientId();
        boolean lifted = claimed.probe() && gates.lift(clientId); // a person's probe does not wait for Retry-After
        boolean opened = gates.of(clientId).breaker() == Breaker.OPEN && gates.halfOpen(clientId);
        if (lifted || opened) {
            queue.wake(clientId);
            lane.lookInDatabase();
        }
        if (sign == Sign.RECOVERED) {
            gates.close(clientId);
        }
    }

    private void failed(Settlement settlement, EndpointFailure failure, Sign sign, Lane lane) {
        Claimed claimed = settlement.claimed();
        long clientId = claimed.clientId();
        String error = failure.sentence();
        if (failure.hold() != null) {
            gates.hold(clientId, failure.hold());
        }
        if (claimed.probe()) {
            gates.probeFailed(clientId, error);
        } else if (sign == Sign.DOWN) {
            gates.open(clientId, lane.failingSince(), error);
        } else if (sign == Sign.SUSPICION) {
            Instant since = Objects.requireNonNull(settlement.verdict().failingSince());
            if (gates.suspect(clientId, claimed.userId(), since)) {
                gates.open(clientId, since, error);
            }
        }
    }
}
