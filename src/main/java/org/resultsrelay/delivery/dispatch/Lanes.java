package org.resultsrelay.delivery.dispatch;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.resultsrelay.delivery.DeliveryProperties;
import org.resultsrelay.delivery.recompute.RecomputeHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** A lane for each client. On shutdown lanes take no more users, and finish and settle what is in flight. */
@Component
public class Lanes implements RecomputeHandler, SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Lanes.class);
    private static final Duration TO_SETTLE = Duration.ofSeconds(10);

    private final Dispatcher dispatcher;
    private final Delivery delivery;
    private final Duration patience;
    private final Map<Long, Lane> lanes = new ConcurrentHashMap<>();
    private volatile ExecutorService pushes = executor();
    private volatile boolean running;

    Lanes(Dispatcher dispatcher, Delivery delivery, DeliveryProperties properties) {
        this.dispatcher = dispatcher;
        this.delivery = delivery;
        this.patience = properties.timeout().plus(TO_SETTLE);
    }

    @Override
    public void look(long clientId, Collection<Long> userIds) {
        of(clientId).look(userIds);
    }

    @Override
    public void lookInDatabase(long clientId) {
        of(clientId).lookInDatabase();
    }

    /** Tests with one user whether the client's endpoint works again; false if no user waits. */
    boolean probe(long clientId) {
        return of(clientId).probe();
    }

    /** Tests with this user whether the client's endpoint works again. */
    void probe(long clientId, long userId) {
        of(clientId).probe(userId);
    }

    /** Runs a task beside the pushes. Shutdown waits for it. */
    void start(Runnable task) {
        pushes.execute(task);
    }

    private Lane of(long clientId) {
        return lanes.computeIfAbsent(clientId, id -> new Lane(id, dispatcher, delivery, pushes));
    }

    private static ExecutorService executor() {
        return Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("push-", 0).factory());
    }

    @Override
    public void start() {
        if (pushes.isShutdown()) { // started again after a stop
            pushes = executor();
        }
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        try {
            for (Lane lane : lanes.values()) {
                lane.stop();
            }
            pushes.shutdown();
            if (!pushes.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                log.warn("Pushes still under way at shutdown; their users are pushed again after the lease");
            }
            lanes.clear();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Stops after the web server and the listeners, which may still bring work, and before the database. */
    @Override
    public int getPhase() {
        return 0;
    }
}
