package org.resultsrelay.delivery.recompute;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.resultsrelay.results.BecameDue;
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
 * Publishes a recompute message for each user that became due, after the commit. While a client makes way for webhooks,
 * nobody waits for its messages: then those of a moment go together. A message that is lost costs time, nothing else.
 */
@Component
class RecomputePublisher implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(RecomputePublisher.class);
    private static final Executor A_MOMENT_LATER = CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS);

    private final RecomputeHandler handler;
    private final KafkaTemplate<String, byte[]> kafka;
    private final RecomputeProperties properties;
    private final JsonMapper json;
    private final List<BecameDue.User> gathered = new ArrayList<>(); // guarded by this
    private final AtomicBoolean refused = new AtomicBoolean();

    RecomputePublisher(
            RecomputeHandler handler,
            KafkaTemplate<String, byte[]> kafka,
            RecomputeProperties properties,
            JsonMapper json) {
        this.handler = handler;
        this.kafka = kafka;
        kafka.setMicrometerEnabled(false); // a timer for every message would cost more than the message
        this.properties = properties;
        this.json = json;
    }

    @EventListener
    void publish(BecameDue event) {
        Map<Boolean, List<BecameDue.User>> users =
                event.users().stream().collect(Collectors.partitioningBy(user -> handler.makesWay(user.clientId())));
        send(users.getOrDefault(false, List.of()));
        gather(users.getOrDefault(true, List.of()));
    }

    private synchronized void gather(List<BecameDue.User> users) {
        if (gathered.isEmpty() && !users.isEmpty()) {
            A_MOMENT_LATER.execute(this::sendGathered);
        }
        gathered.addAll(users);
    }

    private void sendGathered() {
        send(takeGathered());
    }

    private synchronized List<BecameDue.User> takeGathered() {
        List<BecameDue.User> all = List.copyOf(gathered);
        gathered.clear();
        return all;
    }

    private void send(List<BecameDue.User> users) {
        try {
            users.forEach(this::send);
        } catch (KafkaException e) {
            if (refused.compareAndSet(false, true)) { // once an episode
                log.warn(
                        "Kafka does not take recompute messages ({}); the sweeper finds the users instead",
                        e.getMessage());
            }
            return;
        } catch (RuntimeException | Error e) {
            log.error("Recompute messages were not sent; the sweeper finds {} users instead", users.size(), e);
            return;
        }
        if (!users.isEmpty() && refused.compareAndSet(true, false)) {
            log.info("Kafka takes recompute messages again");
        }
    }

    /** No send waits for what the producer has yet to learn of the topic, so that is asked for before the first. */
    @EventListener(ContextRefreshedEvent.class)
    void learn() {
        try {
            kafka.partitionsFor(properties.topic());
        } catch (org.apache.kafka.common.KafkaException e) {
            log.debug("Kafka is asked about the topic {}", properties.topic(), e);
        }
    }

    private void send(BecameDue.User user) {
        byte[] message = json.writeValueAsBytes(new Recompute(user.clientId(), user.userId()));
        var _ = kafka.send(properties.topic(), Long.toString(user.userId()), message); // see LostMessages
    }

    /** What was gathered goes before Kafka's producer does. */
    @Override
    public void destroy() {
        sendGathered();
    }
}
