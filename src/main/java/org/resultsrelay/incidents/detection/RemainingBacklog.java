package org.resultsrelay.incidents.detection;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.resultsrelay.clients.Clients;
import org.resultsrelay.delivery.Deliveries;
import org.springframework.stereotype.Component;

/** Users who still wait after the trouble is over, because the backlog is sent at the client's pace. */
@Component
public class RemainingBacklog {

    private final Deliveries deliveries;
    private final Clients clients;

    RemainingBacklog(Deliveries deliveries, Clients clients) {
        this.deliveries = deliveries;
        this.clients = clients;
    }

    /** Whether any of these clients' users has waited since before that time. */
    public boolean isLeft(Collection<String> clientKeys, Instant before) {
        Map<Long, Instant> oldest = deliveries.oldestWaiting();
        return clientKeys.stream()
                .map(clients::find)
                .flatMap(Optional::stream)
                .map(client -> oldest.getOrDefault(client.id(), before))
                .anyMatch(since -> since.isBefore(before));
    }
}
