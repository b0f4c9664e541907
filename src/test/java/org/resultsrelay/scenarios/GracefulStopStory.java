package org.resultsrelay.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resultsrelay.support.Api;
import org.resultsrelay.support.ClientCompany;
import org.resultsrelay.support.Platform;
import org.resultsrelay.support.ProcessTest;
import org.resultsrelay.support.RelayProcess;

/** A relay that is asked to stop finishes what is in flight. */
@ProcessTest
class GracefulStopStory {

    private static final String LOOPBACK = "--relay.delivery.allowed-private-targets=127.0.0.0/8";

    @TempDir
    Path folder;

    @Test
    void aPushInFlightIsAnsweredAndSettledBeforeTheRelayEnds() throws IOException, InterruptedException {
        CountDownLatch answer = new CountDownLatch(1);
        RelayProcess first = start();
        try (ClientCompany acme = ClientCompany.joins(admin(first), "acme")) {
            Platform platform = Platform.of(admin(first), acme);
            acme.does(exchange -> {
                await().until(() -> answer.getCount() == 0);
                ClientCompany.answer(exchange, 204);
            });
            platform.posts("u-1", "t-1", 17);
            await().untilAsserted(() -> assertThat(acme.received()).hasSize(1));
            Thread stopping = Thread.ofVirtual().start(first::stop);
            await().until(() -> doorIsClosed(first));
            answer.countDown();
            stopping.join();
            try (RelayProcess second = start()) {
                assertThat(admin(second).get("/api/v1/users/acme/u-1").text("state"))
                        .isEqualTo("delivered");
            }
            assertThat(acme.received()).hasSize(1);
        } finally {
            first.close();
        }
    }

    /** The web server is stopped before the lanes are, so whoever is refused here has seen the stop begin. */
    private boolean doorIsClosed(RelayProcess relay) {
        try {
            return new Api(relay.url(), null).get("/actuator/health/liveness").status() != 200;
        } catch (UncheckedIOException refused) {
            return true;
        }
    }

    private RelayProcess start() throws IOException {
        return RelayProcess.start(folder.resolve("data"), LOOPBACK).awaitReady();
    }

    private Api admin(RelayProcess relay) throws IOException {
        return new Api(
                relay.url(),
                Files.readString(folder.resolve("data/admin-token")).strip());
    }
}
