package org.resultsrelay.chat.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.resultsrelay.support.Dialogue.ANA;
import static org.resultsrelay.support.Dialogue.BEN;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.resultsrelay.support.AlertTest;
import org.resultsrelay.support.Api;
import org.resultsrelay.support.Dialogue;
import org.resultsrelay.support.FakeMessage;
import org.resultsrelay.support.FakeTelegram;
import org.resultsrelay.support.SettableClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@AlertTest
class ResyncDialogueIT {

    @Autowired
    private ApplicationContext relay;

    @Autowired
    private FakeTelegram telegram;

    @Autowired
    private SettableClock clock;

    private Api admin;
    private Dialogue dialogue;

    @BeforeEach
    void anaAsks() {
        admin = Api.admin(relay);
        dialogue = Dialogue.begins(relay);
        admin.put("/api/v1/clients/again", "{\"name\": \"Again\", \"endpoint_url\": \"https://again.example/\"}");
        for (String user : new String[] {"u-1", "u-2"}) {
            admin.post("/api/v1/users", "{\"client\": \"again\", \"id\": \"" + user + "\", \"held\": true}");
        }
    }

    private long tasks() {
        return admin.get("/api/v1/recompute-tasks?client=again")
                .json()
                .path("items")
                .size();
    }

    @Test
    void aYesOfWhoAskedBeginsItOnce() {
        long before = tasks();
        assertThat(dialogue.asks(ANA, "/resync again")).contains("again?", "Only @ana can answer");
        FakeMessage.Button yes = telegram.button(FakeTelegram.CHAT, "Yes");
        assertThat(tasks()).isEqualTo(before);
        assertThat(dialogue.presses(BEN, yes)).isEqualTo("Only the person who asked can answer this.");
        assertThat(tasks()).isEqualTo(before);
        assertThat(dialogue.presses(ANA, yes)).startsWith("✅ Sending");
        assertThat(dialogue.presses(ANA, yes)).isEqualTo("This was answered before.");
        assertThat(tasks()).isEqualTo(before + 1);
        assertThat(telegram.messages()).singleElement().asString().contains("as @ana asked");
        assertThat(telegram.in(FakeTelegram.CHAT).getLast().buttons()).isEmpty();
        assertThat(admin.get("/api/v1/audit?subject=client:again").http().body())
                .contains("\"resyncClient\"");
    }

    @Test
    void aNoIsTheEndOfIt() {
        long before = tasks();
        dialogue.asks(ANA, "/resync again");
        FakeMessage.Button yes = telegram.button(FakeTelegram.CHAT, "Yes");
        assertThat(dialogue.presses(ANA, "No")).startsWith("Nothing is sent");
        assertThat(dialogue.presses(ANA, yes)).isEqualTo("This was answered before.");
        assertThat(tasks()).isEqualTo(before);
    }

    @Test
    void aLateYesDoesNothing() {
        long before = tasks();
        dialogue.asks(ANA, "/resync again");
        clock.advance(Duration.ofMinutes(4));
        dialogue.turn();
        clock.advance(Duration.ofMinutes(4));
        dialogue.turn();
        clock.advance(Duration.ofMinutes(4));
        dialogue.turn();
        assertThat(dialogue.presses(ANA, "Yes")).startsWith("Too late");
        assertThat(tasks()).isEqualTo(before);
    }

    @Test
    void aButtonNobodyKnowsIsAnswered() {
        dialogue.asks(ANA, "/resync again");
        FakeMessage.Button real = telegram.button(FakeTelegram.CHAT, "Yes");
        assertThat(dialogue.presses(ANA, new FakeMessage.Button(real.message(), "Yes", "yes:999999")))
                .isEqualTo("This question is not known any more.");
        assertThat(dialogue.presses(ANA, new FakeMessage.Button(real.message(), "Old", "old:1")))
                .contains("out of date");
        assertThat(telegram.unanswered()).isZero();
    }
}
