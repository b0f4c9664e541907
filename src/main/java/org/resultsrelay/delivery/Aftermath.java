package org.resultsrelay.delivery;

import java.time.Instant;
import java.util.Objects;
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
import org.resultsrelay.results.Summary;
import org.springframework.stereotype.Component;

/** What one push means beyond its user: it is logged and counted, and it opens or closes the client's gate. */
@Component
class Aftermath {

    private final Journal journal;
    private final Clients clients;
    private final Gates gates;
    private final Queue queue;

    Aftermath(Journal journal, Clients clients, Gates gates, Queue queue) {
        this.journal = journal;
        this.clients = clients;
        this.gates = gates;
        this.queue = queue;
    }

    void of(Settlement settlement, Client client, Summary summary, Sign sign, Lane lane) {
        journal.attempted(settlement, client, summary);
        switch (settlement.push().outcome()) {
            case PushOutcome.Accepted accepted -> {
                gates.acquit(client.id());
                answered(settlement.claimed(), sign, lane);
            }
            case PushOutcome.Refused refused -> answered(settlement.claimed(), sign, lane);
            case PushOutcome.OwnFault fault -> {}
            case PushOutcome.Gone gone -> clients.pause(client.id(), "Its endpoint answered 410 Gone.");
            case EndpointFailure failure -> failed(settlement, failure, sign, lane);
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
