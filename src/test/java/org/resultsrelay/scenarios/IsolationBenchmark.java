package org.resultsrelay.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resultsrelay.support.Api;
import org.resultsrelay.support.ClientCompany;
import org.resultsrelay.support.Platform;
import org.resultsrelay.support.ProcessTest;
import org.resultsrelay.support.RelayProcess;

/**
 * How much later a healthy company hears while others hang, fail and throttle, at 100 results a second. Not part of the tests;
 * {@code mvn verify -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false -Dit.test=IsolationBenchmark} prints the table.
 */
@ProcessTest
class IsolationBenchmark {

    private static final int PER_SECOND = 100;
    private static final Duration LASTING = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private final AtomicInteger users = new AtomicInteger();

    @Test
    void aHealthyCompanyHearsInTimeWhateverHappensToOthers() throws IOException {
        Path data = folder.resolve("data");
        try (RelayProcess relay = RelayProcess.start(data, "--relay.delivery.allowed-private-targets=127.0.0.0/8")
                .awaitReady()) {
            Api admin = new Api(
                    relay.url(), Files.readString(data.resolve("admin-token")).strip());
            try (ClientCompany healthy = ClientCompany.joins(admin, "healthy");
                    ClientCompany hanging = ClientCompany.joins(admin, "hanging");
                    ClientCompany failing = ClientCompany.joins(admin, "failing");
                    ClientCompany throttling = ClientCompany.joins(admin, "throttling")) {
                measure(admin, healthy, List.of()); // until the way through is compiled
                measure(admin, healthy, List.of());
                List<Double> alone = measure(admin, healthy, List.of());
                hanging.hangs();
                failing.answers(500);
                throttling.answers(429, "Retry-After", "1");
                List<Double> among = measure(admin, healthy, List.of(hanging, failing, throttling));
                System.out.printf(
                        "%nmilliseconds from webhook to push   p50     p95     p99%nalone                        %s%namong three in trouble       %s%nratio of p99: %.2f%n",
                        line(alone), line(among), at(among, 99) / at(alone, 99));
                assertThat(among).hasSizeGreaterThanOrEqualTo((int) LASTING.toSeconds() * PER_SECOND);
            }
        }
    }

    /** The healthy company gets a hundred results a second, and those in trouble as many together. */
    private List<Double> measure(Api admin, ClientCompany healthy, List<ClientCompany> troubled) {
        Map<String, Long> posted = new ConcurrentHashMap<>();
        Map<String, Double> took = new ConcurrentHashMap<>();
        healthy.does(exchange -> ClientCompany.answer(exchange, 204));
        int before = healthy.received().size();
        Platform its = Platform.of(admin, healthy);
        List<Platform> others =
                troubled.stream().map(company -> Platform.of(admin, company)).toList();
        healthy.onPush(push -> {
            Long start = posted.get(push.userId());
            if (start != null) {
                took.putIfAbsent(push.userId(), (System.nanoTime() - start) / 1e6);
            }
        });
        try (ScheduledExecutorService clock = Executors.newScheduledThreadPool(1);
                var senders = Executors.newVirtualThreadPerTaskExecutor()) {
            ScheduledFuture<?> posting = clock.scheduleAtFixedRate(
                    () -> {
                        int number = users.incrementAndGet();
                        senders.execute(() -> {
                            posted.put("u-" + number, System.nanoTime());
                            its.posts("u-" + number, "t-1", 10);
                        });
                        if (!others.isEmpty()) {
                            senders.execute(
                                    () -> others.get(number % others.size()).posts("u-" + number, "t-1", 10));
                        }
                    },
                    0,
                    1_000_000L / PER_SECOND,
                    TimeUnit.MICROSECONDS);
            int expected = (int) LASTING.toSeconds() * PER_SECOND;
            await().atMost(LASTING.multipliedBy(3))
                    .untilAsserted(
                            () -> assertThat(healthy.received().size() - before).isGreaterThanOrEqualTo(expected));
            posting.cancel(false);
        }
        return took.values().stream().sorted().toList();
    }

    private static double at(List<Double> sorted, int percentile) {
        return sorted.get((sorted.size() - 1) * percentile / 100);
    }

    private static String line(List<Double> sorted) {
        return String.format(Locale.ROOT, "%8.1f%8.1f%8.1f", at(sorted, 50), at(sorted, 95), at(sorted, 99));
    }
}
