package org.resultsrelay.delivery.gate;

import java.time.Clock;
import org.resultsrelay.clients.ClientChanged;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Whoever changes or resumes a client company expects to see at once whether that has helped, not at the end of a backoff. */
@Component
class ProbeAfterChange {

    private final Gates gates;
    private final Clock clock;

    ProbeAfterChange(Gates gates, Clock clock) {
        this.gates = gates;
        this.clock = clock;
    }

    @TransactionalEventListener
    void probe(ClientChanged changed) {
        gates.probeAgain(changed.id(), clock.instant());
    }
}
