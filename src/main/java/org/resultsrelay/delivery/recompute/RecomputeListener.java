package org.resultsrelay.delivery.recompute;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.resultsrelay.quarantine.Quarantine;
import org.resultsrelay.quarantine.QuarantinedInput;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * Passes on each user once per batch, however often the batch names it. A record that cannot be read goes to
 * quarantine.
 */
@Component
class RecomputeListener {

    static final String SOURCE = "recompute";

    private static final byte[] NOTHING = new byte[0];

    private final RecomputeHandler handler;
    private final Quarantine quarantine;
    private final ObjectReader json;

    RecomputeListener(RecomputeHandler handler, Quarantine quarantine, JsonMapper json) {
        this.handler = handler;
        this.quarantine = quarantine;
        this.json = json.readerFor(Recompute.class);
    }

    @KafkaListener(
            id = "recompute",
            idIsGroup = false,
            topics = "#{@recomputeTopic.name()}",
            concurrency = "#{@recomputeListeners}",
            batch = "true")
    void take(List<ConsumerRecord<String, byte[]>> records) {
        try {
            look(records);
        } catch (Error e) {
            throw new IllegalStateException(
                    "These records could not be taken", e); // an Error would end the listener for good
        }
    }

    private void look(List<ConsumerRecord<String, byte[]>> records) {
        Map<Long, Set<Long>> usersByClient = new HashMap<>();
        Set<Long> clients = new HashSet<>();
        List<QuarantinedInput> unreadable = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : records) {
            try {
                Recompute message = json.readValue(content(record));
                if (message.userId() == null) {
                    clients.add(message.clientId());
                } else {
                    usersByClient
                            .computeIfAbsent(message.clientId(), client -> new LinkedHashSet<>())
                            .add(message.userId());
                }
            } catch (JacksonException e) {
                unreadable.add(new QuarantinedInput(SOURCE, null, content(record), reason(record, e)));
            }
        }
        clients.forEach(handler::lookInDatabase);
        usersByClient.forEach(handler::look);
        if (!unreadable.isEmpty()) {
            quarantine.keep(unreadable);
        }
    }

    private static byte[] content(ConsumerRecord<String, byte[]> record) {
        return record.value() == null ? NOTHING : record.value();
    }

    private static String reason(ConsumerRecord<String, byte[]> record, JacksonException e) {
        return "Record %s of partition %s of %s is no recompute message: %s"
                .formatted(record.offset(), record.partition(), record.topic(), e.getOriginalMessage());
    }
}
