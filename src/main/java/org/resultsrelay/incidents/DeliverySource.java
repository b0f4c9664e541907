package org.resultsrelay.incidents;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.clients.Client;
import org.resultsrelay.clients.Clients;
import org.resultsrelay.delivery.Deliveries;
import org.resultsrelay.delivery.FailingClient;
import org.resultsrelay.delivery.LateClient;
import org.resultsrelay.incidents.episode.Finding;
import org.resultsrelay.incidents.episode.Finding.DeliveryFails;
import org.resultsrelay.incidents.episode.Incident;
import org.resultsrelay.incidents.episode.Kind;
import org.resultsrelay.incidents.episode.Source;
import org.resultsrelay.incidents.episode.Subject;
import org.resultsrelay.text.OneLine;
import org.springframework.stereotype.Component;

/** Clients at whose server the summaries do not arrive, or arrive late. */
@Component
class DeliverySource implements Source {

    private final Deliveries deliveries;
    private final Clients clients;

    DeliverySource(Deliveries deliveries, Clients clients) {
        this.deliveries = deliveries;
        this.clients = clients;
    }

    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.DELIVERY, Kind.FRESHNESS);
    }

    @Override
    public List<Finding> findings(Collection<Incident> open, Instant now) {
        List<FailingClient> troubles = deliveries.troubles();
        Set<Long> told = troubles.stream().map(FailingClient::clientId).collect(Collectors.toSet());
        return Stream.concat(
                        troubles.stream().map(trouble -> finding(trouble, now)),
                        deliveries.late().stream()
                                .filter(late -> !told.contains(late.clientId())) // its message says that already
                                .map(late -> finding(late, now)))
                .toList();
    }

    private Finding finding(LateClient late, Instant now) {
        Client client = clients.get(late.clientId());
        Duration objective = client.freshnessObjective();
        return new Finding.Late(
                Subject.of(client),
                late.oldest().plus(objective),
                now,
                late.waitingUsers(),
                objective,
                Duration.between(late.oldest(), now),
                late.clearIn(),
                pauseReason(client));
    }

    private Finding finding(FailingClient trouble, Instant now) {
        Client client = clients.get(trouble.clientId());
        return new DeliveryFails(
                Subject.of(client),
                trouble.since(),
                now,
                trouble.refusedUser() == null
                        ? Math.max(trouble.waitingUsers(), trouble.troubledUsers())
                        : trouble.troubledUsers(),
                OneLine.of(trouble.lastError()),
                client.paused() ? "paused" : trouble.cause().label(),
                trouble.nextTryAt(),
                trouble.refusedUser() == null ? null : OneLine.of(trouble.refusedUser()),
                pauseReason(client));
    }

    private static @Nullable String pauseReason(Client client) {
        return client.paused() ? OneLine.of(Objects.requireNonNullElse(client.pauseReason(), "not given")) : null;
    }
}
