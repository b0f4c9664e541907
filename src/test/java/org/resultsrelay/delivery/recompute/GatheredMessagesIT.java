package org.resultsrelay.delivery.recompute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.resultsrelay.support.ClientStory;
import org.resultsrelay.support.Platform;
import org.resultsrelay.support.Push;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.test.context.TestPropertySource;

/** What is published while webhooks crowd in: fewer requests to Kafka, and nobody forgotten. */
@TestPropertySource(properties = "relay.delivery.sweep-every=1h") // so only Kafka can tell
class GatheredMessagesIT extends ClientStory {

    private static final int ARRAYS = 100;
    private static final int CROWD = 8;
    private static final long MOMENT_MS = 50;

    @Autowired
    KafkaTemplate<String, byte[]> kafka;

    @Test
    void theMessagesOfAMomentGoTogether() {
        long before = requests();
        Instant start = Instant.now();
        for (int array = 0; array < ARRAYS; array++) {
            assertThat(platform.sends(array(array * CROWD)).status()).isEqualTo(202);
        }
        long moments = 1 + Duration.between(start, Instant.now()).toMillis() / MOMENT_MS;
        await().until(() ->
                acme.received().stream().map(Push::userId).distinct().count() == ARRAYS * CROWD);
        assertThat(requests() - before)
                .as("requests of the producer in %d moments", moments)
                .isLessThanOrEqualTo(
                        2 * (moments + 1)); // the first message goes at once, the rest of its moment behind it
    }

    private static String array(int firstUser) {
        return IntStream.range(firstUser, firstUser + CROWD)
                .mapToObj(user -> Platform.event("e-" + user, "u-" + user, "t-1", 10))
                .collect(Collectors.joining(",", "[", "]"));
    }

    private long requests() {
        return kafka.metrics().entrySet().stream()
                .filter(metric -> metric.getKey().name().equals("request-total")
                        && metric.getKey().group().equals("producer-metrics"))
                .mapToLong(metric -> ((Number) metric.getValue().metricValue()).longValue())
                .sum();
    }
}
