package org.resultsrelay.delivery.recompute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.resultsrelay.support.ClientStory;
import org.resultsrelay.support.Push;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** Kafka is there, and refuses to make the topic. */
@ExtendWith(OutputCaptureExtension.class)
@TestPropertySource(
        properties = {
            "relay.recompute.replication=3", // more than there are brokers
            "relay.incidents.kafka-away-after=0s"
        })
class MissingTopicIT extends ClientStory {

    private static final int WEBHOOKS = 20;

    /** How long each answer waited for the topic. */
    private static final Duration WAITED = Duration.ofMillis(250);

    @Test
    void noAnswerWaitsForItAndItIsToldOnce(CapturedOutput output) {
        Duration fastest = IntStream.range(0, WEBHOOKS)
                .mapToObj(this::posted)
                .min(Duration::compareTo)
                .orElseThrow();
        assertThat(fastest).isLessThan(WAITED);
        await().untilAsserted(() -> assertThat(
                        acme.received().stream().map(Push::userId).distinct())
                .hasSize(WEBHOOKS));
        assertThat(output.getOut()).containsOnlyOnce("Kafka does not take recompute messages");
        await().untilAsserted(() -> assertThat(incident().path("last_error").asString())
                .contains(".recompute is missing", "kafka-topics.sh --create", "InvalidReplicationFactorException"));
    }

    private Duration posted(int user) {
        Instant before = Instant.now();
        platform.posts("u-" + user, "t-1", 10);
        return Duration.between(before, Instant.now());
    }

    private JsonNode incident() {
        return admin.get("/api/v1/incidents?kind=kafka&state=open").json().at("/items/0");
    }
}
