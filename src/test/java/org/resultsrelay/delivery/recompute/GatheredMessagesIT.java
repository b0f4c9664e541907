package org.resultsrelay.delivery.recompute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.resultsrelay.support.ClientCompany;
import org.resultsrelay.support.ClientStory;
import org.resultsrelay.support.Platform;
import org.resultsrelay.support.Push;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.test.context.TestPropertySource;

/** What is published while webhooks crowd in: fewer requests to Kafka, and nobody forgotten. */
@TestPropertySource(
        properties = {
            "relay.delivery.sweep-every=1h", // so only Kafka can tell
            "relay.delivery.timeout=30s",
            "relay.delivery.lease=60s"
        })
class GatheredMessagesIT extends ClientStory {

    private static final int ARRAYS = 100;
    private static final int CROWD = 8;
    private static final int IN_FLIGHT = 16;
    private static final int LATE_ARRAYS = 2 * IN_FLIGHT / CROWD;
    private static final int BEFORE_IT_IS_A_CROWD = 8;
    private static final long MOMENT_MS = 50;
    private static final Duration LATE = Duration.ofMillis(150);

    @Autowired
    KafkaTemplate<String, byte[]> kafka;

    private final Semaphore answers = new Semaphore(0);

    @Test
    void theMessagesOfAMomentGoTogether() {
        acmeIsLate();
        crowdIn(LATE_ARRAYS, LATE_ARRAYS + BEFORE_IT_IS_A_CROWD);
        long before = requests();
        Instant start = Instant.now();
        crowdIn(LATE_ARRAYS + BEFORE_IT_IS_A_CROWD, ARRAYS);
        long moments = 1 + Duration.between(start, Instant.now()).toMillis() / MOMENT_MS;
        answers.release(ARRAYS * CROWD);
        await().untilAsserted(() -> assertThat(
                        acme.received().stream().map(Push::userId).distinct())
                .hasSize(ARRAYS * CROWD));
        assertThat(requests() - before)
                .as("requests of the producer in %d moments", moments)
                .isLessThanOrEqualTo(
                        2 * (moments + 1)); // the first message goes at once, the rest of its moment behind it
    }

    /** All its requests in flight are of users who had been due for a while, and it does not answer them. */
    private void acmeIsLate() {
        acme.does(exchange -> {
            try {
                answers.acquire();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            ClientCompany.answer(exchange, 204);
        });
        crowdIn(0, IN_FLIGHT / CROWD);
        await().until(() -> acme.received().size() == IN_FLIGHT);
        crowdIn(IN_FLIGHT / CROWD, LATE_ARRAYS);
        Instant due = Instant.now();
        await().until(() -> Duration.between(due, Instant.now()).compareTo(LATE) > 0);
        answers.release(IN_FLIGHT);
        await().until(() -> acme.received().size() == 2 * IN_FLIGHT);
    }

    private void crowdIn(int from, int to) {
        for (int array = from; array < to; array++) {
            assertThat(platform.sends(array(array * CROWD)).status()).isEqualTo(202);
        }
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
