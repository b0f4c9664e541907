package org.resultsrelay.delivery.dispatch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.resultsrelay.clients.Client;
import org.resultsrelay.clients.Clients;
import org.resultsrelay.delivery.DeliveryProperties;
import org.resultsrelay.delivery.breaker.Breaker;
import org.resultsrelay.delivery.breaker.ClientGates;
import org.resultsrelay.delivery.queue.Queue;
import org.resultsrelay.scheduling.Tick;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Finds what no message announced: users whose message was lost, whose retry is due or whose lease has expired, and due
 * probes.
 */
@Component
class Sweeper implements Tick {

    private static final Logger log = LoggerFactory.getLogger(Sweeper.class);

    private final Clients clients;
    private final ClientGates gates;
    private final Queue queue;
    private final Lanes lanes;
    private final Duration every;
    private final Clock clock;
    private Set<Long> pausedBefore = Set.of();

    Sweeper(Clients clients, ClientGates gates, Queue queue, Lanes lanes, DeliveryProperties properties, Clock clock) {
        this.clients = clients;
        this.gates = gates;
        this.queue = queue;
        this.lanes = lanes;
        this.every = properties.sweepEvery();
        this.clock = clock;
    }

    @Override
    public int tick() {
        gates.refresh();
        Set<Long> paused = new HashSet<>();
        Set<Long> active = new HashSet<>();
        for (Client client : clients.all()) {
            (client.paused() ? paused : active).add(client.id());
        }
        active.stream().filter(pausedBefore::contains).forEach(queue::wake);
        pausedBefore = paused;
        probe(active);
        Instant now = clock.instant();
        active.removeIf(client -> !gates.of(client).lets(now));
        List<Long> due = queue.clientsWithDue(active);
        due.forEach(lanes::lookInDatabase);
        active.removeAll(due);
        closeWhereNobodyIsLeft(active);
        return 0; // the lanes do the work; looking again at once would find the same users
    }

    /** Too few users may have waited to show that the endpoint can take everything again. */
    private void closeWhereNobodyIsLeft(Set<Long> lookedAtInVain) {
        gates.notFree().stream()
                .filter(gate -> gate.breaker() == Breaker.HALF_OPEN && lookedAtInVain.contains(gate.clientId()))
                .forEach(gate -> gates.close(gate.clientId()));
    }

    private void probe(Set<Long> active) {
        if (gates.notFree().isEmpty()) {
            return;
        }
        gates.takeDueProbes(active).forEach(this::probe);
    }

    private void probe(long clientId) {
        try {
            if (!lanes.probe(clientId)) {
                gates.probeAgain(clientId, clock.instant().plus(every));
            }
        } catch (RuntimeException e) { // look for the other clients' users all the same
            log.error("Cannot probe {}; the next probe is due within a minute", clients.called(clientId), e);
        }
    }

    @Override
    public Duration every() {
        return every;
    }
}
