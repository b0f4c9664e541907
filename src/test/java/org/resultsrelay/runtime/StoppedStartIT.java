package org.resultsrelay.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resultsrelay.support.ProcessTest;
import org.resultsrelay.support.RawServer;
import org.resultsrelay.support.RelayProcess;

/** A relay that is told to stop while it starts, at moments one after the other. */
@ProcessTest
class StoppedStartIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    private Path temporary;

    private Path data;

    @BeforeEach
    void nothingHasRunYet() {
        data = temporary.resolve("data");
    }

    @AfterEach
    void endWhatWasLeft() {
        processes().forEach(ProcessHandle::destroyForcibly);
    }

    @Test
    void leavesNothingRunning() throws Exception {
        List<Predicate<RelayProcess>> moments = List.of(
                relay -> Files.exists(data.resolve("postgres.new")), // only before the first start
                relay -> relay.output().contains("Starting ResultsRelay"),
                relay -> Files.exists(data.resolve("postgres/postmaster.pid")));
        for (Predicate<RelayProcess> moment : moments) {
            try (RelayProcess relay = RelayProcess.start(data)) {
                assertLeavesNothingWhenStoppedAt(moment, relay);
            }
        }
    }

    /** Its servers start first. Nobody closes a context that is not refreshed yet, as while one of its sources is awaited. */
    @Test
    void leavesNothingRunningBeforeItsContextIsRefreshed() throws Exception {
        try (RawServer silent = RawServer.that(RawServer.Peer::hangs);
                RelayProcess relay = RelayProcess.start(data, "--spring.main.sources=" + silent.url() + "beans.xml")) {
            assertLeavesNothingWhenStoppedAt(_ -> postgresIsReady() && silent.connections() > 0, relay);
        }
    }

    private void assertLeavesNothingWhenStoppedAt(Predicate<RelayProcess> moment, RelayProcess relay) {
        await().pollInterval(Duration.ofMillis(5))
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(moment.test(relay))
                        .as(() -> "whether the moment has come for a relay that said: " + relay.output())
                        .isTrue());
        assertThat(relay.stop()).as(relay::output).isEqualTo(143);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(processes().map(StoppedStartIT::commandOf))
                        .as(() -> "what still runs of a relay that said: " + relay.output())
                        .isEmpty());
    }

    /** PostgreSQL notes it there. */
    private boolean postgresIsReady() {
        Path file = data.resolve("postgres/postmaster.pid");
        try {
            return Files.exists(file) && Files.readString(file).contains("ready");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Stream<ProcessHandle> processes() {
        return ProcessHandle.allProcesses().filter(process -> commandOf(process).contains(data.toString()));
    }

    private static String commandOf(ProcessHandle process) {
        return process.info().commandLine().orElse("");
    }
}
