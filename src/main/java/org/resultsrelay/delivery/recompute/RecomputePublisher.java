package org.resultsrelay.delivery.recompute;

import org.resultsrelay.delivery.queue.BecameDue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import tools.jackson.databind.json.JsonMapper;

/** Publishes a recompute message for each user that became due, after the commit. A message that is lost costs time, nothing else. */
@Component
class RecomputePublisher {

    private static final Logger log = LoggerFactory.getLogger(RecomputePublisher.class);

    private final KafkaTemplate<String, byte[]> kafka;
    private final RecomputeProperties properties;
    private final JsonMapper json;

    RecomputePublisher(KafkaTemplate<String, byte[]> kafka, RecomputeProperties properties, JsonMapper json) {
        this.kafka = kafka;
        kafka.setMicrometerEnabled(false); // a timer for every message would cost more than the message
        this.properties = properties;
        this.json = json;
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void publish(BecameDue event) {
        try {
            event.users().forEach(this::send);
        } catch (KafkaException e) {
            log.warn(
                    "Kafka does not take recompute messages ({}); the sweeper finds {} users instead",
                    e.getMessage(),
                    event.users().size());
        }
    }

    private void send(BecameDue.User user) {
        byte[] message = json.writeValueAsBytes(new Recompute(user.clientId(), user.userId()));
        var _ = kafka.send(properties.topic(), Long.toString(user.userId()), message); // see LostMessages
    }
}
