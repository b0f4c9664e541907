package org.resultsrelay.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resultsrelay.support.ProcessTest;
import org.resultsrelay.support.RelayProcess;

/** The newcomer's first command: a process that brings everything along, and whose exit status says whether all is right. */
@ProcessTest
class DemoStory {

    @TempDir
    private Path directory;

    /** The outage is the usual one, and only comes sooner. */
    @Test
    void aPlayShowsTheAlertInTheOutageTheRecoveryAfterItAndEveryTotalRightAtTheEnd() throws Exception {
        try (RelayProcess demo = demo("--demo.duration=30s", "--demo.outage.after=2s")) {
            assertThat(demo.awaitReady().exitStatus()).as(demo.output()).isZero();
            assertThat(demo.output())
                    .containsSubsequence(
                            "posts the results of 20 users for 30 s",
                            "  in   u-",
                            "  out  u-",
                            "server goes down for 20 s",
                            "Harbour Learning (demo) (harbour-learning) does not get its summaries",
                            "Last answer: connection refused",
                            "users wait",
                            "server is back",
                            "  out  u-",
                            "Over: Harbour Learning (demo) (harbour-learning) gets its summaries again",
                            "| Results sent",
                            "Every total is right.")
                    .containsPattern("totals wrong +\\| +0 ")
                    .containsPattern("Backward revisions +\\| +0 ")
                    .containsPattern("Bad signatures +\\| +0 ");
        }
    }

    @Test
    void aSecondReplayOfTheSameFileIsAllDuplicatesAndStillRight() throws Exception {
        String file = "--demo.results=" + results();
        try (RelayProcess first = demo(file)) {
            assertThat(first.awaitReady().exitStatus()).as(first.output()).isZero();
            assertThat(first.output())
                    .containsPattern("accepted +\\| +1,200 ")
                    .containsPattern("refused +\\| +1 ")
                    .containsPattern("totals right +\\| +300 ");
        }
        try (RelayProcess second = demo(file)) {
            assertThat(second.awaitReady().exitStatus()).as(second.output()).isZero();
            assertThat(second.output())
                    .containsPattern("duplicates +\\| +1,200 ")
                    .containsPattern("totals right +\\| +300 ");
        }
    }

    @Test
    void aMissingFileIsAnsweredWithASentence() throws Exception {
        try (RelayProcess demo = demo("--demo.results=" + directory.resolve("missing.csv"))) {
            assertThat(demo.exitStatus()).isEqualTo(1);
            assertThat(demo.output()).contains("missing.csv is no file: --demo.results must name a CSV file");
        }
    }

    private RelayProcess demo(String... settings) throws Exception {
        List<String> all =
                new ArrayList<>(List.of("--spring.profiles.active=demo", "--demo.client-port=0", "--demo.exit=true"));
        all.addAll(Arrays.asList(settings));
        return RelayProcess.start(directory.resolve("data"), all.toArray(String[]::new));
    }

    /** 300 users with four results each, and one row without a score. */
    private Path results() throws Exception {
        Stream<String> rows = Stream.iterate(0, i -> i + 1)
                .limit(1200)
                .map(i -> "%s,%s,%s,0,%s".formatted(i / 300, i % 300, i / 300 * 30, i * 7 % 101));
        Stream<String> lines = Stream.of(
                        Stream.of("id_assessment,id_student,date_submitted,is_banked,score"),
                        rows,
                        Stream.of("9,1,200,0,"))
                .flatMap(part -> part);
        return Files.write(directory.resolve("results.csv"), lines.toList());
    }
}
