package org.resultsrelay.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resultsrelay.support.Api;
import org.resultsrelay.support.ClientCompany;
import org.resultsrelay.support.FakeTelegram;
import org.resultsrelay.support.Platform;
import org.resultsrelay.support.ProcessTest;
import org.resultsrelay.support.RelayProcess;
import org.resultsrelay.text.Words;
import tools.jackson.databind.JsonNode;

/** Telegram is away when the relay starts, while trouble begins, and while the relay is started again. */
@ProcessTest
class TelegramAwayStory {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    Path folder;

    @Test
    void whatHappenedMeanwhileIsToldOnceAndSaysWhenItBegan() throws IOException {
        try (FakeTelegram telegram = FakeTelegram.started()) {
            telegram.stop();
            Instant began;
            try (RelayProcess relay = start(telegram);
                    ClientCompany acme = ClientCompany.joins(admin(relay), "acme")) {
                Platform.of(admin(relay), acme).sends("{\"event_id\":\"1\"}");
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(incidents(relay)).isNotEmpty());
                began = Instant.parse(incidents(relay).path(0).path("opened_at").asString());
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(relay.output()).contains("Could not yet send to telegram"));
            }
            try (RelayProcess relay = start(telegram);
                    ClientCompany bolt = ClientCompany.joins(admin(relay), "bolt")) {
                telegram.start();
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(about(telegram, "acme")).hasSize(1));
                assertThat(about(telegram, "acme").getFirst())
                        .contains("since " + new Words(ZoneId.of("UTC")).day(began));
                Platform.of(admin(relay), bolt).sends("{\"event_id\":\"1\"}");
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(about(telegram, "bolt")).hasSize(1));
                assertThat(about(telegram, "acme")).hasSize(1);
            }
        }
    }

    private RelayProcess start(FakeTelegram telegram) throws IOException {
        return RelayProcess.start(
                        folder.resolve("data"),
                        "--relay.telegram.bot-token=" + FakeTelegram.TOKEN,
                        "--relay.telegram.chat-id=" + FakeTelegram.CHAT,
                        "--relay.telegram.api-url=" + telegram.url(),
                        "--relay.incidents.grouping.first-after=0s",
                        "--relay.incidents.grouping.join-within=0s")
                .awaitReady();
    }

    private Api admin(RelayProcess relay) throws IOException {
        return new Api(
                relay.url(),
                Files.readString(folder.resolve("data/admin-token")).strip());
    }

    private JsonNode incidents(RelayProcess relay) throws IOException {
        return admin(relay).get("/api/v1/incidents").json().path("items");
    }

    private static List<String> about(FakeTelegram telegram, String client) {
        return telegram.messages().stream()
                .filter(text -> text.contains(client))
                .toList();
    }
}
