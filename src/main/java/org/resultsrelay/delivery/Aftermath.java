package org.resultsrelay.delivery;

import java.time.Clock;
import org.resultsrelay.clients.Client;
import org.resultsrelay.clients.Clients;
import org.resultsrelay.delivery.push.PushOutcome;
import org.resultsrelay.delivery.queue.Queue;
import org.resultsrelay.delivery.queue.Settlement;
import org.resultsrelay.results.Summary;
import org.springframework.stereotype.Component;

/** What one push means beyond its user: it is logged and counted, a client that is gone is paused, one that is back is caught up with. */
@Component
class Aftermath {

    private final Journal journal;
    private final Clients clients;
    private final Queue queue;
    private final Clock clock;

    Aftermath(Journal journal, Clients clients, Queue queue, Clock clock) {
        this.journal = journal;
        this.clients = clients;
        this.queue = queue;
        this.clock = clock;
    }

    void of(Settlement settlement, Client client, Summary summary, Lane lane) {
        journal.attempted(settlement, client, summary);
        switch (settlement.push().outcome()) {
            case PushOutcome.Accepted accepted -> {
                if (lane.recovers(clock.instant())) {
                    queue.wake(client.id());
                    lane.lookInDatabase();
                }
            }
            case PushOutcome.Gone gone -> clients.pause(client.id(), "Its endpoint answered 410 Gone.");
            case PushOutcome.Throttled throttled
            when throttled.retryAfter() != null ->
                lane.holdUntil(clock.instant().plus(throttled.retryAfter()));
            case PushOutcome.Failed failed -> lane.failed();
            case PushOutcome.Unreachable unreachable -> lane.failed();
            case PushOutcome.Throttled throttled -> lane.failed();
            case PushOutcome.Refused refused -> {}
        }
    }
}
