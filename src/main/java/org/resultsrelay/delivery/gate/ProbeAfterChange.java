package org.resultsrelay.delivery.gate;

import java.time.Clock;
import org.resultsrelay.clients.ClientChanged;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
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

    /** In a transaction of its own: the one that made the change is over, and would not commit this. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    @TransactionalEventListener
    void probe(ClientChanged changed) {
        gates.probeAgain(changed.id(), clock.instant());
    }
}
