package org.resultsrelay.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resultsrelay.support.Api;
import org.resultsrelay.support.ClientCompany;
import org.resultsrelay.support.Platform;
import org.resultsrelay.support.ProcessTest;
import org.resultsrelay.support.Push;
import org.resultsrelay.support.RelayProcess;

/** The relay is killed at the two moments that matter most, and started again. */
@ProcessTest
class CrashStory {

    private static final String LOOPBACK = "--relay.delivery.allowed-private-targets=127.0.0.0/8";
    private static final String SHORT_LEASE = "--relay.delivery.lease=4s";
    private static final String SHORT_TIMEOUT = "--relay.delivery.timeout=2s";
    private static final String NO_KAFKA = "--spring.kafka.bootstrap-servers=127.0.0.1:1";
    private static final String NO_SWEEPER = "--relay.delivery.sweep-every=1h";

    @TempDir
    Path folder;

    private RelayProcess relay(String... settings) throws IOException {
        return RelayProcess.start(folder.resolve("data"), settings).awaitReady();
    }

    private Api admin(RelayProcess relay) throws IOException {
        String token = Files.readString(folder.resolve("data/admin-token")).strip();
        return new Api(relay.url(), token);
    }

    @Test
    void killedBetweenCommitAndPublish() throws IOException {
        ClientCompany acme;
        try (RelayProcess first = relay(LOOPBACK, NO_KAFKA, NO_SWEEPER)) {
            acme = ClientCompany.joins(admin(first), "acme");
            Platform.of(admin(first), acme)
                    .posts("u-1", "t-1", 17); // answered, so committed; and there is no Kafka to publish to
            first.kill();
        }
        assertThat(acme.received()).isEmpty();
        try (acme;
                RelayProcess _ = relay(LOOPBACK)) {
            assertThat(acme.awaits("u-1", 1).totals().path("score").asInt()).isEqualTo(17);
        }
    }

    @Test
    void killedBetweenPushAndSettle() throws IOException {
        var process = new AtomicReference<>(relay(LOOPBACK, SHORT_LEASE, SHORT_TIMEOUT));
        try (ClientCompany acme = ClientCompany.joins(admin(process.get()), "acme")) {
            Platform platform = Platform.of(admin(process.get()), acme);
            acme.does(exchange -> process.get().kill()); // the push has arrived, its answer never will
            platform.posts("u-1", "t-1", 17);
            await().untilAsserted(() -> assertThat(acme.received()).isNotEmpty());
            acme.accepts();
            process.set(relay(LOOPBACK, SHORT_LEASE, SHORT_TIMEOUT));
            await().untilAsserted(() -> assertThat(state(process.get())).isEqualTo("delivered"));
            assertThat(acme.received("u-1")).extracting(Push::revision).containsExactly(1L, 1L);
            assertThat(acme.received("u-1"))
                    .extracting(push -> push.header("webhook-id"))
                    .containsOnly(acme.received("u-1").getFirst().header("webhook-id"));
        } finally {
            process.get().close();
        }
    }

    private String state(RelayProcess relay) throws IOException {
        return admin(relay).get("/api/v1/users/acme/u-1").text("state");
    }
}
