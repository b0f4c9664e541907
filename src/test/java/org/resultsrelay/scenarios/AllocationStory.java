package org.resultsrelay.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resultsrelay.support.Api;
import org.resultsrelay.support.ClientCompany;
import org.resultsrelay.support.Platform;
import org.resultsrelay.support.ProcessTest;
import org.resultsrelay.support.RelayProcess;

/** What a webhook and its push allocate in the whole relay, its own Kafka included: a busy relay's collector works for this. */
@ProcessTest
class AllocationStory {

    private static final String LOOPBACK = "--relay.delivery.allowed-private-targets=127.0.0.0/8";
    private static final int ARRAY = 500;
    private static final int ROUNDS = 4;

    @TempDir
    Path folder;

    private int users;

    @Test
    void aWebhookAndItsPushAllocateNoMoreThanKnown() throws IOException {
        try (RelayProcess relay =
                        RelayProcess.start(folder.resolve("data"), LOOPBACK).awaitReady();
                ClientCompany acme = ClientCompany.joins(admin(relay), "acme")) {
            Platform platform = Platform.of(admin(relay), acme);
            assertThat(kilobytes(relay, () -> oneByOne(platform, acme)))
                    .as("kilobytes for a webhook and its push, which were 245 to 251")
                    .isLessThan(300);
            assertThat(kilobytes(relay, () -> inOneArray(platform, acme)))
                    .as("kilobytes for a result of an array and its push, which were 51 to 54")
                    .isLessThan(65);
        }
    }

    /** For one of five hundred, the least of some rounds: the first are not compiled yet, and ticks allocate beside each. */
    private static long kilobytes(RelayProcess relay, Runnable fiveHundred) {
        return LongStream.generate(() -> {
                    long before = relay.allocatedBytes();
                    fiveHundred.run();
                    return (relay.allocatedBytes() - before) / ARRAY / 1_000;
                })
                .limit(ROUNDS)
                .min()
                .orElseThrow();
    }

    private void oneByOne(Platform platform, ClientCompany company) {
        int before = company.received().size();
        for (int i = 0; i < ARRAY; i++) {
            platform.posts("u-" + users++, "t-1", 10);
        }
        await().untilAsserted(() -> assertThat(company.received()).hasSize(before + ARRAY));
    }

    private void inOneArray(Platform platform, ClientCompany company) {
        int before = company.received().size();
        String events = IntStream.range(0, ARRAY)
                .mapToObj(i -> Platform.event("e-" + users, "u-" + users++, "t-1", 10))
                .collect(Collectors.joining(",", "[", "]"));
        assertThat(platform.sends(events).status()).isEqualTo(202);
        await().untilAsserted(() -> assertThat(company.received()).hasSize(before + ARRAY));
    }

    private Api admin(RelayProcess relay) throws IOException {
        return new Api(
                relay.url(),
                Files.readString(folder.resolve("data/admin-token")).strip());
    }
}
