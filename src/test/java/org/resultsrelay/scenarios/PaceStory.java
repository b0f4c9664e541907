package org.resultsrelay.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.resultsrelay.support.ClientCompany;
import org.resultsrelay.support.ClientStory;
import org.resultsrelay.support.Platform;
import org.resultsrelay.support.Receipts;
import org.resultsrelay.support.SteadyLoad;
import org.resultsrelay.support.SteadyLoad.Totals;

/** Every client company gets its summaries at the pace it agreed to. */
class PaceStory extends ClientStory {

    private static final Duration APART = Duration.ofMillis(100); // 600 a minute
    private static final Duration JITTER =
            Duration.ofMillis(300); // what a busy machine adds to one push and not to another

    private static final Duration PATIENCE = Duration.ofSeconds(60);

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
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(times).hasSize(30));
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

    @Test
    void anAdaptiveClientIsSentLessWhileItSlowsDownAndInFullAfterwards() {
        try (ClientCompany weak =
                ClientCompany.joins(admin, acme.key() + "-weak", "\"pace\":{\"in_flight\":8,\"adaptive\":true}")) {
            var inFlight = new AtomicInteger();
            var bears = new AtomicInteger(8);
            List<Integer> seen = new CopyOnWriteArrayList<>();
            var never = new CountDownLatch(1);
            weak.does(exchange -> {
                int now = inFlight.incrementAndGet();
                seen.add(now);
                pass(never, Duration.ofMillis(now > bears.get() ? 250 : 20));
                inFlight.decrementAndGet();
                ClientCompany.answer(exchange, 204);
            });
            Platform its = Platform.of(admin, weak);

            allFinish(its, weak, "while-strong", 500);
            assertThat(seen).as("all that was agreed").contains(8).doesNotContain(9);

            bears.set(2);
            allFinish(its, weak, "while-weak", 150);
            assertThat(seen.subList(550, 650))
                    .as("it has learned, and tries a little more now and then")
                    .satisfies(these -> assertThat(
                                    these.stream().filter(n -> n > 4).count())
                            .isLessThan(10));

            bears.set(8);
            int from = seen.size();
            for (int round = 0; round < 20 && !seen.subList(from, seen.size()).contains(8); round++) {
                allFinish(
                        its,
                        weak,
                        "strong-again-" + round + "-",
                        200); // a busy machine looks like a slow company for a while
            }
            assertThat(seen.subList(from, seen.size()))
                    .as("it tries a little more again and again")
                    .contains(8)
                    .doesNotContain(9);
        }
    }

    @Test
    void aUserThatChangesAllTheTimeNeitherStarvesOthersNorIsStarved() {
        try (ClientCompany slow = ClientCompany.joins(
                        admin, acme.key() + "-slow", "\"pace\":{\"per_minute\":600,\"in_flight\":1}");
                SteadyLoad restless = new SteadyLoad(Platform.of(admin, slow), 1).start()) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(restless.count()).isGreaterThan(50));
            Platform its = Platform.of(admin, slow);
            IntStream.range(0, 40).forEach(n -> its.posts("calm-" + n, "t-1", 10));
            await().atMost(Duration.ofSeconds(10)) // forty slots take four seconds
                    .untilAsserted(() -> assertThat(slow.received().stream()
                                    .filter(push -> push.userId().startsWith("calm-"))
                                    .count())
                            .isEqualTo(40));
            assertThat(restless.count()).as("it changed meanwhile").isGreaterThan(100);
            int pushesBefore = slow.received("u-0").size();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(slow.received("u-0")).hasSizeGreaterThan(pushesBefore + 5));
            Map<String, Totals> acknowledged = restless.finish();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(Receipts.of(slow.received()).wrong(acknowledged))
                            .isZero());
        }
    }

    private static void allFinish(Platform platform, ClientCompany company, String group, int users) {
        IntStream.range(0, users).parallel().forEach(n -> platform.posts(group + n, "t-1", 10));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(company.received().stream()
                                .filter(push -> push.userId().startsWith(group))
                                .count())
                        .isEqualTo(users));
    }

    private static void pass(CountDownLatch never, Duration time) {
        try {
            assertThat(never.await(time.toMillis(), TimeUnit.MILLISECONDS)).isFalse();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
