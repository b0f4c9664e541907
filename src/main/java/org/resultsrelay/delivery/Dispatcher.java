package org.resultsrelay.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
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
import org.resultsrelay.database.DatabaseFaults;
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
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Claims users in a short statement, reads their newest totals in another, and starts a push for each. */
@Component
class Dispatcher implements Dispatch, DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);

    private static final String TOO_MANY = String.format(
            Locale.ROOT, "has more than %,d results, which is too many for one message", Results.MOST_IN_A_SUMMARY);

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
        Map<Long, Claimed> unread =
                new HashMap<>(claimed.stream().collect(Collectors.toMap(Claimed::userId, Function.identity())));
        for (Summary summary : together(clientId, Set.copyOf(unread.keySet()))) {
            Claimed one = Objects.requireNonNull(unread.remove(summary.userId()));
            lane.start(() -> delivery.deliver(client, one, summary, lane));
        }
        unread.values().forEach(one -> lane.start(() -> alone(client, one, lane)));
        return claimed.size();
    }

    /** Empty where one of these users cannot be read: each is then read alone, so that this is no trouble of the others. */
    private List<Summary> together(long clientId, Set<Long> userIds) {
        try {
            return summaries(clientId, userIds);
        } catch (RuntimeException | OutOfMemoryError e) {
            log.warn(
                    "The summaries of {} users of client {} cannot be read together, so each is read alone: {}",
                    userIds.size(),
                    clientId,
                    e.toString());
            return List.of();
        }
    }

    private void alone(Client client, Claimed claimed, Lane lane) {
        List<Summary> summary = List.of();
        String trouble = TOO_MANY;
        try {
            summary = summaries(client.id(), Set.of(claimed.userId()));
        } catch (RuntimeException | OutOfMemoryError e) {
            log.error("The results of user {} of client {} cannot be read", claimed.userId(), client.id(), e);
            trouble =
                    "the relay cannot read this user's results: " + e.getClass().getSimpleName();
        }
        if (summary.isEmpty()) {
            failed(client, claimed, trouble, lane);
        } else {
            delivery.deliver(client, claimed, summary.getFirst(), lane);
        }
    }

    /** A user who has been erased meanwhile needs nothing any more. */
    private void failed(Client client, Claimed claimed, String trouble, Lane lane) {
        try {
            results.users(List.of(claimed.userId()))
                    .forEach(user -> delivery.fail(client, claimed, user, trouble, lane));
        } catch (DataAccessException | TransactionException e) {
            log.warn(
                    "User {} of client {} is looked at again after {}: {}",
                    claimed.userId(),
                    client.id(),
                    claimed.leasedUntil(),
                    DatabaseFaults.reason(e));
        } finally {
            lane.dropped();
        }
    }

    /** Users whom a change of the client's settings has not reached yet are reached now: their push shows it. */
    private List<Summary> summaries(long clientId, Set<Long> userIds) {
        List<Summary> newest = results.summariesInBounds(userIds);
        List<Long> outdated =
                newest.stream().filter(Summary::outdated).map(Summary::userId).toList();
        if (outdated.isEmpty()) {
            return newest;
        }
        newSettings.reach(clientId, outdated);
        return results.summariesInBounds(userIds);
    }

    @Override
    public void destroy() {
        timer.shutdownNow();
    }
}
