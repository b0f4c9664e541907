package org.resultsrelay.delivery.recompute;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.support.ProducerListener;
import org.springframework.stereotype.Component;

/**
 * A recompute message that Kafka did not accept delays its user by a second, until the sweeper finds it. That is worth
 * a log line, not an alarm.
 */
@Component
class LostMessages implements ProducerListener<Object, Object> {

    private static final Logger log = LoggerFactory.getLogger(LostMessages.class);

    @Override
    public void onError(
            ProducerRecord<Object, Object> record, @Nullable RecordMetadata metadata, @Nullable Exception e) {
        log.debug("Recompute message of user {} was lost, the sweeper finds it", record.key(), e);
    }
}
