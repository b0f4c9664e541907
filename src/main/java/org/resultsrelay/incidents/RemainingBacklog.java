package org.resultsrelay.incidents;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.resultsrelay.clients.Clients;
import org.resultsrelay.delivery.Deliveries;
import org.springframework.stereotype.Component;

/** Users who still wait after the trouble is over, because the backlog is sent at the client's pace. */
@Component
class RemainingBacklog {

    private final Deliveries deliveries;
    private final Clients clients;

    RemainingBacklog(Deliveries deliveries, Clients clients) {
        this.deliveries = deliveries;
        this.clients = clients;
    }

    /** Whether any of these clients' users has waited since before that time. */
    boolean isLeft(List<Incident> members, Instant before) {
        Map<Long, Instant> oldest = deliveries.oldestWaiting();
        return members.stream()
                .map(Incident::client)
                .filter(Objects::nonNull)
                .map(clients::find)
                .flatMap(Optional::stream)
                .map(client -> oldest.getOrDefault(client.id(), before))
                .anyMatch(since -> since.isBefore(before));
    }
}
