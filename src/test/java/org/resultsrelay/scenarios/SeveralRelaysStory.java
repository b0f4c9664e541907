package org.resultsrelay.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.resultsrelay.support.Api;
import org.resultsrelay.support.ClientCompany;
import org.resultsrelay.support.Platform;
import org.resultsrelay.support.ProcessTest;
import org.resultsrelay.support.Receipts;
import org.resultsrelay.support.RelayProcess;
import org.resultsrelay.support.SteadyLoad;
import org.resultsrelay.support.SteadyLoad.Totals;
import org.resultsrelay.support.TestServers;

/** Three relay processes on one PostgreSQL and one Kafka behave as one. */
@TestInstance(Lifecycle.PER_CLASS)
@ProcessTest
class SeveralRelaysStory {

    private static final String TOKEN = "rr_" + "several".repeat(6);
    private static final Duration LEASE = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    static Path folder;

    private final List<RelayProcess> relays = new ArrayList<>();
    private final TestServers servers = TestServers.chosen();
    private final String name = "several_" + System.nanoTime();
    private final String database = servers.database(name);
    private Api admin = new Api(URI.create("http://localhost"), null);

    @BeforeEach
    void threeRelaysRun() throws IOException {
        while (relays.size() < 3) {
            relays.add(RelayProcess.start(
                    folder.resolve("relay-" + System.nanoTime()),
                    "--spring.datasource.url=" + database,
                    "--spring.datasource.username=" + servers.user(),
                    "--spring.datasource.password=" + servers.password(),
                    "--spring.datasource.hikari.maximum-pool-size=5",
                    "--spring.datasource.hikari.minimum-idle=1",
                    "--spring.kafka.bootstrap-servers=" + servers.bootstrapServers(),
                    "--spring.kafka.consumer.group-id=" + name,
                    "--relay.recompute.topic=" + name,
                    "--relay.admin-token=" + TOKEN,
                    "--relay.secret-key=" + "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
                    "--relay.delivery.allowed-private-targets=127.0.0.0/8",
                    "--relay.delivery.lease=" + LEASE.toSeconds() + "s",
                    "--relay.delivery.timeout=5s"));
            relays.getLast().awaitReady(); // one after the other: the first makes the tables
        }
        admin = new Api(relays.getFirst().url(), TOKEN);
    }

    @AfterAll
    void allStop() {
        relays.forEach(RelayProcess::close);
    }

    @Test
    void whenOneIsKilledTheOthersTakeOverItsWorkWhenItsLeasesEnd() {
        try (ClientCompany acme = ClientCompany.joins(admin, "acme");
                SteadyLoad load = new SteadyLoad(Platform.of(admin, acme), 100)) {
            load.start();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(acme.received()).hasSizeGreaterThan(200));
            acme.hangs();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(count("select count(*) from deliveries where lease is not null"))
                            .isGreaterThan(0));
            relays.removeLast().kill();
            acme.accepts();
            Map<String, Totals> acknowledged = load.finish();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(waiting("acme")).isZero());
            Receipts receipts = Receipts.of(acme.received());
            assertThat(receipts.missing(acknowledged)).isZero();
            assertThat(receipts.wrong(acknowledged)).isZero();
            assertThat(receipts.wentBackwards()).isZero();
        }
    }

    @Test
    void togetherTheyKeepToThePaceThatWasAgreed() {
        try (ClientCompany slow = ClientCompany.joins(admin, "slow", "\"pace\":{\"per_minute\":1200}")) {
            List<Instant> times = new CopyOnWriteArrayList<>();
            slow.does(exchange -> {
                times.add(Instant.now());
                ClientCompany.answer(exchange, 204);
            });
            await().atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(count("select count(*) from relays")).isEqualTo(3));
            Platform platform = Platform.of(admin, slow);
            Instant begin = Instant.now();
            for (int i = 0; i < 90; i++) {
                Api door = new Api(relays.get(i % 3).url(), TOKEN);
                platform.at(door).posts("u-" + i, "t-1", 10);
            }
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(waiting("slow")).isZero());
            assertThat(times).hasSize(90);
            for (int n = 0; n < 90; n++) {
                assertThat(Duration.between(begin, times.get(n)))
                        .as("%s slots before", n)
                        .isGreaterThan(Duration.ofMillis(n * 50L - 20)); // the relays keep PostgreSQL's time
            }
        }
    }

    @Test
    void togetherTheyKeepToTheRoomThatWasAgreedEvenWhileOneIsKilledAndAnotherJoins() throws IOException {
        try (ClientCompany narrow = ClientCompany.joins(admin, "narrow", "\"pace\":{\"in_flight\":3}")) {
            var inFlight = new AtomicInteger();
            var most = new AtomicInteger();
            var answerAfter = new AtomicReference<>(Duration.ofSeconds(2));
            var never = new CountDownLatch(1);
            narrow.does(exchange -> {
                most.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
                pass(never, answerAfter.get());
                inFlight.decrementAndGet();
                ClientCompany.answer(exchange, 204);
            });
            Platform platform = Platform.of(admin, narrow);
            IntStream.range(0, 300).forEach(n -> platform.posts("u-" + n, "t-1", 10));
            relays.removeLast().kill();
            threeRelaysRun();
            assertThat(waiting("narrow"))
                    .as("they still wait when the new one has joined")
                    .isGreaterThan(60);
            answerAfter.set(Duration.ofMillis(100));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(waiting("narrow")).isZero());
            assertThat(most.get()).isBetween(2, 3); // one at a time would be the sign of a room that nobody fills
        }
    }

    private static void pass(CountDownLatch never, Duration time) {
        try {
            assertThat(never.await(time.toMillis(), TimeUnit.MILLISECONDS)).isFalse();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int count(String query) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database, servers.user(), servers.password());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getInt(1);
        }
    }

    private int waiting(String client) {
        return admin.get("/api/v1/clients/" + client)
                .json()
                .at("/state/waiting_users")
                .asInt(-1);
    }
}
