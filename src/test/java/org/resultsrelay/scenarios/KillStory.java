package org.resultsrelay.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resultsrelay.runtime.FreePort;
import org.resultsrelay.support.Api;
import org.resultsrelay.support.ClientCompany;
import org.resultsrelay.support.HeldStep;
import org.resultsrelay.support.Platform;
import org.resultsrelay.support.ProcessTest;
import org.resultsrelay.support.Receipts;
import org.resultsrelay.support.RelayProcess;
import org.resultsrelay.support.SteadyLoad;
import org.resultsrelay.support.SteadyLoad.Totals;

/**
 * The relay and its servers are killed with SIGKILL while load runs: at every named step, and at random moments. Afterwards
 * nothing that was acknowledged is missing, no total is wrong, and no revision went backwards. For a long run with a table of
 * what was done: {@code mvn verify -Pkills}, or with another number {@code -Drelay.kills=20}.
 */
@ProcessTest
class KillStory {

    private static final int RANDOM_KILLS = Integer.getInteger("relay.kills", 2);
    private static final long SEED = Long.getLong("relay.kills.seed", 20261122L);
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int USERS = 150;

    @TempDir
    Path folder;

    private final int port = FreePort.onLoopback();
    private final Random random = new Random(SEED);
    private final Map<String, Integer> kills = new TreeMap<>();
    private @Nullable RelayProcess relay;

    @Test
    void whateverIsKilledNothingAcknowledgedIsLost() throws IOException {
        Api admin = new Api(start().url(), Files.readString(data("admin-token")).strip());
        try (ClientCompany acme = ClientCompany.joins(admin, "acme");
                SteadyLoad load = new SteadyLoad(Platform.of(admin, acme), USERS)) {
            load.start();
            atEveryStep(acme);
            atRandomMoments(load);
            Map<String, Totals> acknowledged = load.finish();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(waiting(admin)).isZero());
            reckon(load, Receipts.of(acme.received()), acknowledged);
        } finally {
            start().close();
        }
    }

    private void atEveryStep(ClientCompany acme) throws IOException {
        killWhile(
                "before the commit",
                "lock table results in access exclusive mode",
                "insert into results",
                "select r.client_id, r.event_id"); // the one for a batch that is presumed new, the other for one that
        // is not
        killWhile("after publishing, before the claim", "lock table gates in access exclusive mode", "");
        killWhile("after the push, before settling", "lock table attempts in access exclusive mode", "with pushed as");
        killWhileSettling(acme);
        acme.hangs();
        int before = acme.received().size();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(acme.received()).hasSizeGreaterThan(before));
        killRelay("after the claim, in the middle of a push");
        acme.accepts();
        start();
    }

    /** The users must be claimed before their rows are locked: claims pass over locked rows. */
    private void killWhileSettling(ClientCompany acme) throws IOException {
        var answer = new CountDownLatch(1);
        acme.does(exchange -> {
            await().until(() -> answer.getCount() == 0);
            ClientCompany.answer(exchange, 204);
        });
        int before = acme.received().size();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(acme.received()).hasSizeGreaterThan(before));
        try (HeldStep held = HeldStep.by(data(""), "select from deliveries for update")) {
            answer.countDown();
            held.awaitReached("with pushed as");
            killRelay("while settling");
        }
        acme.accepts();
        start();
    }

    private void killWhile(String step, String locking, String... statements) throws IOException {
        try (HeldStep held = HeldStep.by(data(""), locking)) {
            held.awaitReached(statements);
            killRelay(step);
        }
        start();
    }

    private void atRandomMoments(SteadyLoad load) throws IOException {
        for (int i = 0; i < RANDOM_KILLS; i++) {
            int until = load.count() + 20 + random.nextInt(200);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(load.count()).isGreaterThanOrEqualTo(until));
            switch (i % 3) {
                case 0 -> killRelay("the relay and its Kafka, at random");
                case 1 -> killPostgres("PostgreSQL, at random");
                default -> {
                    killPostgres("everything, at random");
                    start().kill();
                }
            }
            start();
        }
    }

    private RelayProcess start() throws IOException {
        RelayProcess running = relay;
        if (running != null && running.isAlive()) {
            return running; // it heals by itself
        }
        running = RelayProcess.start(
                        folder.resolve("data"),
                        "--server.port=" + port,
                        "--relay.delivery.allowed-private-targets=127.0.0.0/8",
                        "--relay.delivery.lease=4s",
                        "--relay.delivery.timeout=2s",
                        "--relay.delivery.retry-steps=200ms,500ms")
                .awaitReady();
        relay = running;
        return running;
    }

    private void killRelay(String when) throws IOException {
        start().kill();
        kills.merge(when, 1, Integer::sum);
    }

    private void killPostgres(String when) throws IOException {
        long pid = Long.parseLong(
                Files.readAllLines(data("postgres/postmaster.pid")).getFirst().strip());
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        kills.merge(when, 1, Integer::sum);
    }

    private Path data(String file) {
        return folder.resolve("data").resolve(file);
    }

    private static int waiting(Api admin) {
        return admin.get("/api/v1/clients/acme")
                .json()
                .at("/state/waiting_users")
                .asInt(-1);
    }

    private void reckon(SteadyLoad load, Receipts receipts, Map<String, Totals> acknowledged) {
        StringBuilder table = new StringBuilder("\n");
        kills.forEach((when, count) -> table.append("%5s  killed %s%n".formatted(count, when)));
        table.append("""
                %5s  results acknowledged, after %s sent again
                %5s  pushes received, %s of them repeats
                %5s  acknowledged results missing
                %5s  users with wrong totals
                %5s  revisions that went backwards
                """.formatted(
                        load.count(),
                        load.sentAgain(),
                        receipts.pushes(),
                        receipts.repeats(),
                        receipts.missing(acknowledged),
                        receipts.wrong(acknowledged),
                        receipts.wentBackwards()));
        System.out.println(table);
        assertThat(acknowledged).hasSize(USERS);
        assertThat(receipts.missing(acknowledged)).as(table.toString()).isZero();
        assertThat(receipts.wrong(acknowledged)).as(table.toString()).isZero();
        assertThat(receipts.wentBackwards()).as(table.toString()).isZero();
    }
}
