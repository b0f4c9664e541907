package org.resultsrelay.incidents;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.clients.Client;
import org.resultsrelay.clients.Clients;
import org.resultsrelay.delivery.Deliveries;
import org.resultsrelay.delivery.Trouble;
import org.resultsrelay.incidents.Finding.DeliveryFails;
import org.springframework.stereotype.Component;

/** Clients at whose server the summaries do not arrive. */
@Component
class DeliverySource implements Source {

    private final Deliveries deliveries;
    private final Clients clients;

    DeliverySource(Deliveries deliveries, Clients clients) {
        this.deliveries = deliveries;
        this.clients = clients;
    }

    @Override
    public List<Finding> findings(Collection<Incident> open, Instant now) {
        return deliveries.troubles().stream()
                .map(trouble -> finding(trouble, now))
                .toList();
    }

    private Finding finding(Trouble trouble, Instant now) {
        Client client = clients.get(trouble.clientId());
        return new DeliveryFails(
                Subject.of(client),
                trouble.since(),
                now,
                Math.max(trouble.waitingUsers(), trouble.troubledUsers()),
                OneLine.of(trouble.lastError()),
                trouble.nextTryAt(),
                pauseReason(client));
    }

    private static @Nullable String pauseReason(Client client) {
        return client.paused() ? OneLine.of(Objects.requireNonNullElse(client.pauseReason(), "not given")) : null;
    }
}
