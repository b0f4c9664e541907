package org.resultsrelay.incidents.trouble;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.clients.Client;
import org.resultsrelay.clients.Clients;
import org.resultsrelay.delivery.Deliveries;
import org.resultsrelay.delivery.FailingClient;
import org.resultsrelay.delivery.LateClient;
import org.resultsrelay.incidents.trouble.Trouble.AffectedClient;
import org.resultsrelay.text.OneLine;
import org.springframework.stereotype.Component;

/** Clients whose summaries do not arrive, or arrive late. */
@Component
public class DeliveryDetector implements TroubleDetector {

    private final Deliveries deliveries;
    private final Clients clients;

    DeliveryDetector(Deliveries deliveries, Clients clients) {
        this.deliveries = deliveries;
        this.clients = clients;
    }

    @Override
    public Set<TroubleKind> kinds() {
        return Set.of(TroubleKind.DELIVERY, TroubleKind.FRESHNESS);
    }

    @Override
    public List<Trouble> findings(Map<String, Instant> open, Instant now) {
        List<FailingClient> failing = deliveries.troubles();
        Set<Long> told = failing.stream().map(FailingClient::clientId).collect(Collectors.toSet());
        Stream<Trouble> late = deliveries.late().stream()
                .filter(one -> !told.contains(one.clientId())) // its message says that already
                .map(one -> late(one, clients.get(one.clientId()), now));
        return Stream.concat(failing.stream().map(one -> fails(one, clients.get(one.clientId()), now)), late)
                .toList();
    }

    /** Whether any user of these clients has waited since before that time. */
    public boolean anyWaitSince(Collection<String> clientKeys, Instant time) {
        Map<Long, Instant> oldest = deliveries.oldestWaiting();
        return clientKeys.stream()
                .map(clients::find)
                .flatMap(Optional::stream)
                .map(client -> oldest.getOrDefault(client.id(), time))
                .anyMatch(since -> since.isBefore(time));
    }

    private static Trouble fails(FailingClient failing, Client client, Instant now) {
        String user = failing.refusedUser();
        return new DeliveryFails(
                AffectedClient.of(client),
                failing.since(),
                now,
                user == null ? Math.max(failing.waitingUsers(), failing.troubledUsers()) : failing.troubledUsers(),
                OneLine.of(failing.lastError()),
                client.paused() ? "paused" : failing.cause().label(),
                failing.nextTryAt(),
                user == null ? null : OneLine.of(user),
                pauseReason(client));
    }

    private static Trouble late(LateClient late, Client client, Instant now) {
        Duration objective = client.freshnessObjective();
        return new SummariesLate(
                AffectedClient.of(client),
                late.oldest().plus(objective),
                now,
                late.waitingUsers(),
                objective,
                Duration.between(late.oldest(), now),
                late.clearIn(),
                pauseReason(client));
    }

    private static @Nullable String pauseReason(Client client) {
        return client.paused() ? OneLine.of(Objects.requireNonNullElse(client.pauseReason(), "not given")) : null;
    }
}
