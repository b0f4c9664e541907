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
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.resultsrelay.support.ClientCompany;
import org.resultsrelay.support.ClientStory;
import org.resultsrelay.support.Platform;
import org.resultsrelay.support.Push;
import org.resultsrelay.support.Receipts;
import org.resultsrelay.support.SteadyLoad;
import org.resultsrelay.support.SteadyLoad.Totals;

/** Every client company gets its summaries at the pace it agreed to. */
class PaceStory extends ClientStory {

    private static final Duration APART = Duration.ofMillis(100); // 600 a minute
    private static final Duration CLOCKS = Duration.ofMillis(20); // the relay keeps PostgreSQL's time
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void noPushComesBeforeItsSlot() {
        try (ClientCompany slow =
                ClientCompany.joins(admin, acme.key() + "-slow", "\"pace\":{\"per_minute\":600,\"in_flight\":8}")) {
            List<Instant> times = new CopyOnWriteArrayList<>();
            slow.does(exchange -> {
                times.add(Instant.now());
                ClientCompany.answer(exchange, 204);
            });
            Platform its = Platform.of(admin, slow);
            Instant begin = Instant.now();
            IntStream.range(0, 30).forEach(n -> its.posts("u-" + n, "t-1", 10));
            await().untilAsserted(() -> assertThat(times).hasSize(30));
            for (int n = 0; n < 30; n++) {
                assertThat(Duration.between(begin, times.get(n)))
                        .as("%s slots before", n)
                        .isGreaterThan(APART.multipliedBy(n).minus(CLOCKS));
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
                pass(never, Duration.ofMillis(now > bears.get() ? 1_000 : 50));
                inFlight.decrementAndGet();
                ClientCompany.answer(exchange, 204);
            });
            Platform its = Platform.of(admin, weak);

            Predicate<List<? extends Integer>> inFull = round -> round.contains(8);
            assertThat(rounds(its, weak, seen, inFull)).matches(inFull, "sees all that was agreed");

            bears.set(2);
            Predicate<List<? extends Integer>> few =
                    round -> round.stream().filter(n -> n > 4).count() < 10;
            assertThat(rounds(its, weak, seen, few))
                    .matches(few, "sees that the relay has learned, and tries a little more only now and then");

            bears.set(8);
            assertThat(rounds(its, weak, seen, inFull)).matches(inFull, "sees that it tried more again and again");
            assertThat(seen).as("never more than was agreed").allMatch(n -> n <= 8);
        }
    }

    /**
     * Pushes to a hundred users at a time until the company sees what it should, and returns how many pushes it saw at once in the
     * last round. A busy machine looks like a slow company for a while.
     */
    private static List<Integer> rounds(
            Platform platform, ClientCompany company, List<Integer> seen, Predicate<List<? extends Integer>> enough) {
        List<Integer> round;
        int rounds = 0;
        do {
            int from = seen.size();
            allFinish(platform, company, "from-" + from + "-", 100);
            round = List.copyOf(seen.subList(from, seen.size()));
        } while (!enough.test(round) && ++rounds < 30);
        return round;
    }

    @Test
    void aUserThatChangesAllTheTimeNeitherStarvesOthersNorIsStarved() {
        try (ClientCompany slow = ClientCompany.joins(
                        admin, acme.key() + "-slow", "\"pace\":{\"per_minute\":600,\"in_flight\":1}");
                SteadyLoad restless = new SteadyLoad(Platform.of(admin, slow), 1).start()) {
            await().untilAsserted(() -> assertThat(restless.count()).isGreaterThan(50));
            Platform its = Platform.of(admin, slow);
            IntStream.range(0, 40).forEach(n -> its.posts("calm-" + n, "t-1", 10));
            int pushes = slow.received().size();
            int changes = restless.count();
            await().untilAsserted(() -> assertThat(calm(slow.received())).isEqualTo(40));
            assertThat(restless.count()).as("it changed meanwhile").isGreaterThan(changes);
            List<Push> since = slow.received().stream().skip(pushes).toList();
            List<Push> untilTheLast = since.subList(0, lastCalm(since) + 1);
            assertThat(untilTheLast.size() - calm(untilTheLast))
                    .as("its pushes while the others wait for theirs")
                    .isLessThanOrEqualTo(calm(untilTheLast) + 1);
            int pushesBefore = slow.received("u-0").size();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(slow.received("u-0")).hasSizeGreaterThan(pushesBefore + 5));
            Map<String, Totals> acknowledged = restless.finish();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(Receipts.of(slow.received()).wrong(acknowledged))
                            .isZero());
        }
    }

    private static boolean isCalm(Push push) {
        return push.userId().startsWith("calm-");
    }

    private static int calm(List<Push> pushes) {
        return (int) pushes.stream().filter(PaceStory::isCalm).count();
    }

    private static int lastCalm(List<Push> pushes) {
        return IntStream.range(0, pushes.size())
                .filter(n -> isCalm(pushes.get(n)))
                .max()
                .orElse(-1);
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
