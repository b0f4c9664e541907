package org.resultsrelay.delivery.recompute;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.resultsrelay.results.BecameDue;
import org.resultsrelay.results.Results;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Publishes recompute messages for users that became due: one for each user, or one for the client if many became due
 * at once. It has its own thread, so that no platform waits for it. While webhooks crowd in, it waits a moment for more
 * users before the next message, since Kafka costs as much for one user as for all. A lost message costs only time.
 */
@Component
class RecomputePublisher implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(RecomputePublisher.class);
    private static final int MANY = 8;
    private static final Duration MOMENT = Duration.ofMillis(20);

    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("recompute-publisher").factory());
    private final Queue<BecameDue> unsent = new ConcurrentLinkedQueue<>();
    private final KafkaTemplate<String, byte[]> kafka;
    private final Results results;
    private final RecomputeProperties properties;
    private final JsonMapper json;
    private boolean refused; // only the thread uses it

    RecomputePublisher(
            KafkaTemplate<String, byte[]> kafka, Results results, RecomputeProperties properties, JsonMapper json) {
        this.kafka = kafka;
        kafka.setMicrometerEnabled(false); // a timer for every message would cost more than the message
        this.results = results;
        this.properties = properties;
        this.json = json;
    }

    /** No send waits for the topic's metadata, so the producer asks for it before the first send. */
    @EventListener(ContextRefreshedEvent.class)
    void learn() {
        try {
            kafka.partitionsFor(properties.topic());
        } catch (org.apache.kafka.common.KafkaException e) {
            log.debug("Kafka is asked about the topic {}", properties.topic(), e);
        }
    }

    @EventListener
    void publish(BecameDue event) {
        unsent.add(event);
        thread.execute(this::sendAll);
    }

    private void sendAll() {
        Map<Long, List<Long>> users = new HashMap<>();
        for (BecameDue event = unsent.poll(); event != null; event = unsent.poll()) {
            users.computeIfAbsent(event.clientId(), client -> new ArrayList<>()).addAll(event.userIds());
        }
        users.forEach(this::sendOrLeave);
        if (!users.isEmpty() && results.crowdIn()) {
            LockSupport.parkNanos(MOMENT.toNanos());
        }
    }

    private void sendOrLeave(long clientId, List<Long> users) {
        try {
            send(clientId, users);
        } catch (KafkaException e) {
            if (!refused) { // once an episode
                log.warn(
                        "Kafka does not take recompute messages ({}); the sweeper finds the users instead",
                        e.getMessage());
            }
            refused = true;
            return;
        } catch (RuntimeException | Error e) {
            log.error("Recompute messages were not sent; the sweeper finds {} users instead", users.size(), e);
            return;
        }
        if (refused) {
            log.info("Kafka takes recompute messages again");
        }
        refused = false;
    }

    private void send(long clientId, List<Long> users) {
        if (users.size() >= MANY) { // with the key of one of them, so that relays share the work
            send(users.getFirst(), new Recompute(clientId, null));
        } else {
            users.forEach(user -> send(user, new Recompute(clientId, user)));
        }
    }

    private void send(long key, Recompute message) {
        var _ = kafka.send(properties.topic(), Long.toString(key), json.writeValueAsBytes(message)); // see LostMessages
    }

    /** Sends what was handed over before Kafka's producer closes. */
    @Override
    public void destroy() {
        thread.close();
    }
}
