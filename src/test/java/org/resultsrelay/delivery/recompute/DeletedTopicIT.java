package org.resultsrelay.delivery.recompute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.resultsrelay.support.ClientStory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.test.context.TestPropertySource;

/** Somebody deletes the topic while the relay runs. */
@TestPropertySource(
        properties = {
            "relay.delivery.sweep-every=1h", // so only Kafka can tell
            "relay.delivery.timeout=30s",
            "relay.delivery.lease=60s"
        })
class DeletedTopicIT extends ClientStory {

    @Autowired
    private KafkaAdmin settings;

    @Autowired
    private NewTopic topic;

    private int users;

    @Test
    void theRelayMakesItAgainAndMessagesFlow() throws Exception {
        await().untilAsserted(() -> messageArrives(0));
        try (Admin kafka = Admin.create(settings.getConfigurationProperties())) {
            kafka.deleteTopics(List.of(topic.name())).all().get();
            await().untilAsserted(() -> assertThat(partitions(kafka)).isEqualTo(topic.numPartitions()));
            int before = acme.received().size();
            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> messageArrives(before));
        }
    }

    /** Posts one more user each time it is asked, since what was sent to the topic that is gone is lost. */
    private void messageArrives(int before) {
        platform.posts("u-" + users++, "t-1", 10);
        assertThat(acme.received()).hasSizeGreaterThan(before);
    }

    private int partitions(Admin kafka) throws InterruptedException {
        platform.posts("u-" + users++, "t-1", 10);
        try {
            var topics = kafka.describeTopics(List.of(topic.name())).allTopicNames();
            return Objects.requireNonNull(topics.get().get(topic.name()))
                    .partitions()
                    .size();
        } catch (ExecutionException e) {
            return 0;
        }
    }
}
