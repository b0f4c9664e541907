package org.resultsrelay.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.resultsrelay.support.ClientCompany;
import org.resultsrelay.support.ClientStory;
import org.resultsrelay.support.Platform;

/** Every client company gets its summaries at the pace it agreed to. */
class PaceStory extends ClientStory {

    private static final Duration APART = Duration.ofMillis(100); // 600 a minute
    private static final Duration JITTER =
            Duration.ofMillis(300); // what a busy machine adds to one push and not to another

    @Test
    void pushesComeEvenlySpreadAtTheAgreedPace() {
        try (ClientCompany slow =
                ClientCompany.joins(admin, acme.key() + "-slow", "\"pace\":{\"per_minute\":600,\"in_flight\":8}")) {
            List<Instant> times = new CopyOnWriteArrayList<>();
            slow.does(exchange -> {
                times.add(Instant.now());
                ClientCompany.answer(exchange, 204);
            });
            Platform its = Platform.of(admin, slow);
            IntStream.range(0, 30).forEach(n -> its.posts("u-" + n, "t-1", 10));
            await().atMost(Duration.ofSeconds(30)).until(() -> times.size() == 30);
            Duration all = Duration.between(times.getFirst(), times.getLast());
            assertThat(all).as("29 slots").isGreaterThan(APART.multipliedBy(29).minus(JITTER));
            for (int i = 10; i < 30; i++) {
                assertThat(Duration.between(times.get(i - 10), times.get(i)))
                        .as("any ten in a row")
                        .isGreaterThan(APART.multipliedBy(10).minus(JITTER));
            }
        }
    }

    @Test
    void aSlowPaceHoldsUpNobodyElse() {
        try (ClientCompany slow = ClientCompany.joins(admin, acme.key() + "-slow", "\"pace\":{\"per_minute\":6}")) {
            Platform its = Platform.of(admin, slow);
            IntStream.range(0, 20).forEach(n -> its.posts("u-" + n, "t-1", 10));
            platform.posts("u-1", "t-1", 10);
            acme.awaits("u-1", 1);
            assertThat(slow.received().size()).isLessThan(3);
        }
    }
}
