package org.resultsrelay.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resultsrelay.support.ProcessTest;
import org.resultsrelay.support.RelayProcess;

/** One relay's life as its user sees it; told in one go, since every start takes seconds. */
@ProcessTest
class RestartIT {

    @TempDir
    private Path temporary;

    @Test
    void aKilledRelayComesBackWithEverythingAndAStoppedOneLeavesNothingRunning() throws Exception {
        Path data = temporary.resolve("data");
        try (RelayProcess first = RelayProcess.start(data).awaitReady()) {
            isHealthy(first);
            classesCanBeLoadedByManyVirtualThreads(first);
            aSecondOneIsRefusedInASentence(data);
            Postmaster orphan = postmaster(data);
            first.kill();
            assertThat(orphan.isUp()).isTrue();
            try (RelayProcess next = RelayProcess.start(data).awaitReady()) {
                isHealthy(next);
                assertThat(orphan.isUp()).isFalse();
                Postmaster stopped = postmaster(data);
                assertThat(next.stop()).isEqualTo(143);
                assertThat(stopped.isUp()).isFalse();
            }
        }
    }

    private static void aSecondOneIsRefusedInASentence(Path data) throws Exception {
        try (RelayProcess second = RelayProcess.start(data)) {
            assertThat(second.exitStatus()).isEqualTo(1);
            assertThat(second.output())
                    .contains("Another relay (process", "RELAY_DATA_DIR=<directory>")
                    .doesNotContain("\tat ");
        }
    }

    /** Each keeps its carrier meanwhile: with as few as processors, a start could hang. */
    private static void classesCanBeLoadedByManyVirtualThreads(RelayProcess relay) throws Exception {
        assertThat(relay.diagnose("Thread.vthread_scheduler"))
                .containsPattern(
                        "parallelism = " + Math.max(8, Runtime.getRuntime().availableProcessors()) + "\\b");
    }

    private static void isHealthy(RelayProcess relay) throws Exception {
        HttpRequest health =
                HttpRequest.newBuilder(relay.url().resolve("/actuator/health")).build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(
                                    http.send(health, BodyHandlers.ofString()).statusCode())
                            .isEqualTo(200));
        }
    }

    private static Postmaster postmaster(Path data) throws Exception {
        return Postmaster.namedIn(data.resolve("postgres")).orElseThrow();
    }
}
