package org.resultsrelay.delivery;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.resultsrelay.clients.Client;
import org.resultsrelay.clients.Clients;
import org.resultsrelay.delivery.queue.Queue;
import org.resultsrelay.work.Tick;
import org.springframework.stereotype.Component;

/** Finds what nobody told us of: users whose message was lost, whose retry is due, or whose lease ran out. */
@Component
class Sweeper implements Tick {

    private final Clients clients;
    private final Queue queue;
    private final Lanes lanes;
    private final Duration every;
    private Set<Long> pausedBefore = Set.of();

    Sweeper(Clients clients, Queue queue, Lanes lanes, DeliveryProperties properties) {
        this.clients = clients;
        this.queue = queue;
        this.lanes = lanes;
        this.every = properties.sweepEvery();
    }

    @Override
    public int tick() {
        Set<Long> paused = new HashSet<>();
        Set<Long> active = new HashSet<>();
        for (Client client : clients.all()) {
            (client.paused() ? paused : active).add(client.id());
        }
        active.stream().filter(pausedBefore::contains).forEach(queue::wake);
        pausedBefore = paused;
        List<Long> due = queue.clientsWithDue(active);
        due.forEach(lanes::lookInDatabase);
        return 0; // the lanes do the work; looking again at once would find the same users
    }

    @Override
    public Duration every() {
        return every;
    }
}
