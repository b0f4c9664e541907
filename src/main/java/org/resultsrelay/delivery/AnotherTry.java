package org.resultsrelay.delivery;

import java.time.Clock;
import org.resultsrelay.delivery.gate.Gates;
import org.resultsrelay.delivery.queue.SetAside;
import org.springframework.stereotype.Component;

/** Tries a client company again at once: its endpoint, and the users whose summaries it has refused. */
@Component
class AnotherTry {

    private final Gates gates;
    private final SetAside setAside;
    private final Clock clock;

    AnotherTry(Gates gates, SetAside setAside, Clock clock) {
        this.gates = gates;
        this.setAside = setAside;
        this.clock = clock;
    }

    int now(long clientId) {
        gates.probeAgain(clientId, clock.instant());
        return setAside.tryNow(clientId);
    }
}
