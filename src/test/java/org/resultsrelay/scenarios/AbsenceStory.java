package org.resultsrelay.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.resultsrelay.support.Api;
import org.resultsrelay.support.ClientCompany;
import org.resultsrelay.support.KafkaProcess;
import org.resultsrelay.support.Platform;
import org.resultsrelay.support.ProcessTest;
import org.resultsrelay.support.Receipts;
import org.resultsrelay.support.RelayProcess;
import org.resultsrelay.support.SteadyLoad;
import org.resultsrelay.support.SteadyLoad.Totals;
import org.resultsrelay.support.TestServers;
import org.resultsrelay.support.Tunnel;

/**
 * A server that the relay needs is away for a while, under load, and comes back. Afterwards nothing that was acknowledged is
 * missing. For half a minute instead of a few seconds: {@code mvn verify -Pkills}.
 */
@TestInstance(Lifecycle.PER_CLASS)
@ProcessTest
class AbsenceStory {

    private static final Duration ABSENCE = Duration.ofSeconds(Integer.getInteger("relay.absence.seconds", 6));
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String TOKEN = "rr_" + "absence".repeat(6);
    private static final int USERS = 150;

    @TempDir
    static Path folder;

    private KafkaProcess kafka;
    private Tunnel toPostgres;
    private RelayProcess relay;
    private Api admin;

    @BeforeAll
    void theRelayRunsOnServersThatMayGoAway() throws IOException {
        TestServers servers = TestServers.chosen();
        URI database =
                URI.create(servers.database("absence_" + System.nanoTime()).substring("jdbc:".length()));
        toPostgres = Tunnel.to(database.getHost(), database.getPort());
        kafka = new KafkaProcess(folder.resolve("kafka")).awaitReady();
        relay = RelayProcess.start(
                        folder.resolve("relay"),
                        "--spring.datasource.url=jdbc:postgresql://127.0.0.1:" + toPostgres.port() + database.getPath(),
                        "--spring.datasource.username=" + servers.user(),
                        "--spring.datasource.password=" + servers.password(),
                        "--spring.kafka.bootstrap-servers=" + kafka.bootstrapServers(),
                        "--relay.admin-token=" + TOKEN,
                        "--relay.secret-key=" + "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
                        "--relay.delivery.allowed-private-targets=127.0.0.0/8",
                        "--relay.delivery.lease=4s",
                        "--relay.delivery.timeout=2s",
                        "--relay.delivery.retry-steps=200ms,500ms")
                .awaitReady();
        admin = new Api(relay.url(), TOKEN);
    }

    @AfterAll
    void allStop() {
        relay.close();
        kafka.close();
        toPostgres.close();
    }

    @Test
    void withoutKafkaResultsAreTakenAndRelayedAllTheSame() throws IOException {
        try (ClientCompany acme = ClientCompany.joins(admin, "without-kafka");
                SteadyLoad load = new SteadyLoad(Platform.of(admin, acme), USERS)) {
            load.start();
            awaitProgress(load::count);
            kafka.kill();
            for (Instant end = Instant.now().plus(ABSENCE); Instant.now().isBefore(end); ) {
                awaitProgress(load::count);
                awaitProgress(() -> acme.received().size());
            }
            kafka.startAgain();
            awaitProgress(load::count);
            reckon(acme, load);
        }
    }

    @Test
    void withoutPostgresqlTheSenderIsToldToComeBackAndLosesNothing() {
        try (ClientCompany acme = ClientCompany.joins(admin, "without-postgresql");
                SteadyLoad load = new SteadyLoad(Platform.of(admin, acme), USERS)) {
            load.start();
            awaitProgress(load::count);
            toPostgres.cut();
            int acknowledged = load.count();
            Instant end = Instant.now().plus(ABSENCE);
            await().atMost(PATIENCE).until(() -> Instant.now().isAfter(end));
            assertThat(load.count() - acknowledged)
                    .as("those whose answer was under way")
                    .isLessThanOrEqualTo(4);
            assertThat(load.sentAgain()).isPositive();
            toPostgres.mend();
            awaitProgress(load::count);
            reckon(acme, load);
        }
    }

    @Test
    void withEveryConnectionToPostgresqlFrozenAllGoesOnOverNewOnesAndNothingIsLost() {
        try (ClientCompany acme = ClientCompany.joins(admin, "frozen");
                SteadyLoad load = new SteadyLoad(Platform.of(admin, acme), USERS)) {
            load.start();
            awaitProgress(load::count);
            toPostgres.freeze();
            int acknowledged = load.count();
            int pushed = acme.received().size();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(load.count()).isGreaterThanOrEqualTo(acknowledged + USERS));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(acme.received()).hasSizeGreaterThan(pushed));
            reckon(acme, load);
        }
    }

    private static void awaitProgress(IntSupplier count) {
        int before = count.getAsInt();
        await().untilAsserted(() -> assertThat(count.getAsInt()).isGreaterThanOrEqualTo(before + 10));
    }

    private void reckon(ClientCompany company, SteadyLoad load) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(load.count()).isGreaterThanOrEqualTo(2 * USERS));
        Map<String, Totals> acknowledged = load.finish();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(admin.get("/api/v1/clients/" + company.key())
                                .json()
                                .at("/state/waiting_users")
                                .asInt(-1))
                        .isZero());
        Receipts receipts = Receipts.of(company.received());
        assertThat(acknowledged).hasSize(USERS);
        assertThat(receipts.missing(acknowledged)).isZero();
        assertThat(receipts.wrong(acknowledged)).isZero();
        assertThat(receipts.wentBackwards()).isZero();
    }
}
