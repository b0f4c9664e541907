package org.resultsrelay.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resultsrelay.support.RelayProcess;

/** A relay that is told to stop while it starts, at moments one after the other. */
class StoppedStartIT {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    private Path temporary;

    @Test
    void leavesNothingRunning() throws Exception {
        Path data = temporary.resolve("data");
        List<Predicate<RelayProcess>> moments = List.of(
                relay -> Files.exists(data.resolve("postgres.new")), // only before the first start
                relay -> relay.output().contains("Starting ResultsRelay"),
                relay -> Files.exists(data.resolve("postgres/postmaster.pid")));
        for (Predicate<RelayProcess> moment : moments) {
            try (RelayProcess relay = RelayProcess.start(data)) {
                await().pollInterval(Duration.ofMillis(5)).atMost(PATIENCE).until(() -> moment.test(relay));
                assertThat(relay.stop()).as(relay.output()).isEqualTo(143);
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(processesOf(data)).isEmpty());
            }
        }
    }

    private static Stream<String> processesOf(Path data) {
        return ProcessHandle.allProcesses()
                .map(process -> process.info().commandLine().orElse(""))
                .filter(command -> command.contains(data.toString()));
    }
}
