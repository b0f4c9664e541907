package org.resultsrelay.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.resultsrelay.clients.Client;
import org.resultsrelay.clients.Clients;
import org.resultsrelay.delivery.gate.Crew;
import org.resultsrelay.delivery.gate.Gates;
import org.resultsrelay.delivery.gate.Pacing;
import org.resultsrelay.delivery.gate.Pacing.Slots;
import org.resultsrelay.delivery.queue.Claimed;
import org.resultsrelay.delivery.queue.NewSettings;
import org.resultsrelay.delivery.queue.Queue;
import org.resultsrelay.results.Results;
import org.resultsrelay.results.Summary;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Claims users in a short statement, reads their newest totals in another, and starts a push for each. */
@Component
class Dispatcher implements Dispatch, DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("pace").factory());
    private final Clients clients;
    private final Gates gates;
    private final Pacing pacing;
    private final Crew crew;
    private final Queue queue;
    private final Results results;
    private final NewSettings newSettings;
    private final Delivery delivery;
    private final DeliveryProperties properties;
    private final RightOfWay rightOfWay;
    private final Clock clock;

    Dispatcher(
            Clients clients,
            Gates gates,
            Pacing pacing,
            Crew crew,
            Queue queue,
            Results results,
            NewSettings newSettings,
            Delivery delivery,
            DeliveryProperties properties,
            Clock clock) {
        this.clients = clients;
        this.gates = gates;
        this.pacing = pacing;
        this.crew = crew;
        this.queue = queue;
        this.results = results;
        this.newSettings = newSettings;
        this.delivery = delivery;
        this.properties = properties;
        this.rightOfWay = new RightOfWay(results::crowded, properties.intakeFirst(), clock.instant());
        this.clock = clock;
    }

    @Override
    public Room room(long clientId) {
        Client client = clients.get(clientId);
        int share = crew.share(client.pace().inFlight(), clientId);
        Instant now = clock.instant();
        return new Room(
                client.pace(), share, client.paused(), rightOfWay.isIntakes(clientId, now), gates.of(clientId), now);
    }

    @Override
    public int these(long clientId, Collection<Long> userIds, int room, Lane lane) {
        return send(clientId, queue.claim(clientId, userIds, properties.lease()), room, lane);
    }

    @Override
    public int oldest(long clientId, int room, Lane lane) {
        return send(clientId, queue.claimOldest(clientId, room, properties.lease()), room, lane);
    }

    @Override
    public int probe(long clientId, Lane lane) {
        return send(clientId, queue.claimProbe(clientId, properties.lease()), 1, lane);
    }

    @Override
    public int probe(long clientId, long userId, Lane lane) {
        return send(clientId, queue.claimProbe(clientId, userId, properties.lease()), 1, lane);
    }

    @Override
    public Slots slots(long clientId, int perMinute, int most) {
        return pacing.take(clientId, perMinute, most);
    }

    @Override
    public void later(Duration wait, Runnable task) {
        var _ = timer.schedule(() -> wake(task), wait.toNanos(), TimeUnit.NANOSECONDS);
    }

    private static void wake(Runnable lane) {
        try {
            lane.run();
        } catch (RuntimeException | Error e) {
            log.error("A lane could not be woken; the sweeper wakes it", e);
        }
    }

    boolean makesWay(long clientId) {
        return rightOfWay.makesWay(clientId);
    }

    private int send(long clientId, List<Claimed> claimed, int room, Lane lane) {
        if (claimed.isEmpty()) {
            return 0;
        }
        Client client = clients.get(clientId);
        boolean forTheirClient = claimed.size() == room || client.pace().perMinute() != null;
        rightOfWay.claimed(clientId, claimed, forTheirClient, clock.instant());
        Map<Long, Claimed> byUser = claimed.stream().collect(Collectors.toMap(Claimed::userId, Function.identity()));
        for (Summary summary : summaries(clientId, byUser.keySet())) {
            Claimed one = Objects.requireNonNull(byUser.get(summary.userId()));
            lane.start(() -> delivery.deliver(client, one, summary, lane));
        }
        return claimed.size();
    }

    /** Users whom a change of the client's settings has not reached yet are reached now: their push shows it. */
    private List<Summary> summaries(long clientId, Set<Long> userIds) {
        List<Summary> newest = results.summaries(userIds);
        List<Long> outdated =
                newest.stream().filter(Summary::outdated).map(Summary::userId).toList();
        if (outdated.isEmpty()) {
            return newest;
        }
        newSettings.reach(clientId, outdated);
        return results.summaries(userIds);
    }

    @Override
    public void destroy() {
        timer.shutdownNow();
    }
}
