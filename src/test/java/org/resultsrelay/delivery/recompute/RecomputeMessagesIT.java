package org.resultsrelay.delivery.recompute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.resultsrelay.support.ClientStory;
import org.resultsrelay.support.Platform;
import org.resultsrelay.support.Push;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.test.context.TestPropertySource;

/** How many messages tell of users who became due, and that they suffice. */
@TestPropertySource(properties = "relay.delivery.sweep-every=1h") // so only Kafka can tell
class RecomputeMessagesIT extends ClientStory {

    @Autowired
    KafkaTemplate<String, byte[]> kafka;

    @Test
    void aUserWhoBecameDueIsToldOfInAMessage() {
        long before = messages();
        platform.posts("u-alone", "t-1", 10);
        acme.awaits("u-alone", 1);
        assertThat(messages() - before).isEqualTo(1);
    }

    @Test
    void manyWhoBecameDueAtOnceAreToldOfInOne() {
        long before = messages();
        String array = IntStream.range(0, 200)
                .mapToObj(user -> Platform.event("e-" + user, "u-" + user, "t-1", 10))
                .collect(Collectors.joining(",", "[", "]"));
        assertThat(platform.sends(array).status()).isEqualTo(202);
        await().untilAsserted(() -> assertThat(
                        acme.received().stream().map(Push::userId).distinct())
                .hasSize(200));
        assertThat(messages() - before).isEqualTo(1);
    }

    private long messages() {
        return kafka.metrics().entrySet().stream()
                .filter(metric -> metric.getKey().name().equals("record-send-total")
                        && metric.getKey().group().equals("producer-metrics"))
                .mapToLong(metric -> ((Number) metric.getValue().metricValue()).longValue())
                .sum();
    }
}
