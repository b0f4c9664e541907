package org.resultsrelay.delivery.dispatch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.resultsrelay.clients.Batch;
import org.resultsrelay.clients.Client;
import org.resultsrelay.clients.Clients;
import org.resultsrelay.database.DatabaseFaults;
import org.resultsrelay.delivery.DeliveryProperties;
import org.resultsrelay.delivery.breaker.ClientGates;
import org.resultsrelay.delivery.breaker.Pacing;
import org.resultsrelay.delivery.breaker.Pacing.Slots;
import org.resultsrelay.delivery.breaker.RelayInstances;
import org.resultsrelay.delivery.queue.Claimed;
import org.resultsrelay.delivery.queue.Queue;
import org.resultsrelay.results.Results;
import org.resultsrelay.results.Summary;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Claims users in one short statement, and reads their newest totals in another. */
@Component
class Dispatcher implements LaneEnvironment, DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("pace").factory());
    private final Clients clients;
    private final ClientGates gates;
    private final Pacing pacing;
    private final RelayInstances instances;
    private final Queue queue;
    private final NewestSummaries summaries;
    private final DeliveryProperties properties;
    private final Results results;
    private final Clock clock;

    Dispatcher(
            Clients clients,
            ClientGates gates,
            Pacing pacing,
            RelayInstances instances,
            Queue queue,
            NewestSummaries summaries,
            Results results,
            DeliveryProperties properties,
            Clock clock) {
        this.clients = clients;
        this.gates = gates;
        this.pacing = pacing;
        this.instances = instances;
        this.queue = queue;
        this.summaries = summaries;
        this.properties = properties;
        this.results = results;
        this.clock = clock;
    }

    @Override
    public String called(long clientId) {
        return clients.called(clientId);
    }

    @Override
    public Room room(long clientId) {
        Client client = clients.get(clientId);
        int share = instances.share(client.pace().inFlight(), clientId);
        Instant now = clock.instant();
        Batch batch = client.batch();
        int users = batch == null ? 1 : batch.most();
        Duration fill = batch == null ? Duration.ZERO : batch.waitTime();
        return new Room(client.pace(), share, client.paused(), gather(), fill, users, gates.of(clientId), now);
    }

    /**
     * While webhooks crowd in whose users soon come again, storing comes first: the burst is stored sooner, and a user's
     * further results join the same push. Users who come once gain nothing by waiting.
     */
    private Duration gather() {
        return results.crowdIn() && results.usersComeAgain() ? properties.intakeFirst() : Duration.ZERO;
    }

    @Override
    public List<DueDelivery> these(long clientId, Collection<Long> userIds) {
        return due(clientId, queue.claim(clientId, userIds, properties.lease()));
    }

    @Override
    public List<DueDelivery> oldest(long clientId, int most, Duration due) {
        return due(clientId, queue.claimOldest(clientId, most, due, properties.lease()));
    }

    @Override
    public List<DueDelivery> probe(long clientId) {
        return due(clientId, queue.claimProbe(clientId, properties.lease()));
    }

    @Override
    public List<DueDelivery> probe(long clientId, long userId) {
        return due(clientId, queue.claimProbe(clientId, userId, properties.lease()));
    }

    @Override
    public void giveBack(List<DueDelivery> unused) {
        try {
            queue.giveBack(unused.stream().map(DueDelivery::claimed).toList());
        } catch (DataAccessException | TransactionException e) {
            log.warn(
                    "{} users of {} who were claimed but not pushed are due only when their leases end: {}",
                    unused.size(),
                    unused.getFirst().client().key(),
                    DatabaseFaults.reason(e));
        }
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

    private List<DueDelivery> due(long clientId, List<Claimed> claimed) {
        if (claimed.isEmpty()) {
            return List.of();
        }
        Client client = clients.get(clientId);
        Map<Long, Summary> newest =
                summaries.together(client, claimed.stream().map(Claimed::userId).toList());
        return claimed.stream()
                .map(one -> new DueDelivery(client, one, newest.get(one.userId())))
                .toList();
    }

    @Override
    public void destroy() {
        timer.shutdownNow();
    }
}
