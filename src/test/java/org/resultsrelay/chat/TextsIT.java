package org.resultsrelay.chat;

import static org.resultsrelay.support.Dialogue.ANA;
import static org.resultsrelay.support.Dialogue.BEN;
import static org.resultsrelay.support.Dialogue.STRANGER;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.resultsrelay.support.AlertTest;
import org.resultsrelay.support.Api;
import org.resultsrelay.support.ApprovedTexts;
import org.resultsrelay.support.Dialogue;
import org.resultsrelay.support.FakeMessage;
import org.resultsrelay.support.FakeTelegram;
import org.resultsrelay.support.SettableClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** What people read who write to the bot stands in one file, for people to judge. */
@AlertTest
class TextsIT {

    @Autowired
    private ApplicationContext relay;

    @Autowired
    private FakeTelegram telegram;

    private final StringBuilder texts = new StringBuilder();
    private Dialogue dialogue;

    @BeforeEach
    void begin() {
        dialogue = Dialogue.begins(relay);
    }

    @Test
    void theTextsAreTheApprovedOnes() {
        Api admin = Api.admin(relay);
        admin.put("/api/v1/clients/texts", "{\"name\": \"Acme Ltd\", \"endpoint_url\": \"https://acme.example/in\"}");
        admin.post("/api/v1/users", "{\"client\": \"texts\", \"id\": \"u-17\", \"held\": true}");

        asks("/help");
        asks("/client");
        asks("/client nobody");
        asks("/client texts");
        asks("/user texts u-17");
        asks("/user texts u-18");
        asks("/pause texts their server is moving");
        asks("/pause texts");
        asks("/client texts");
        asks("/resume texts");
        asks("/resume texts");
        asks("/resync texts");
        presses("Ben", telegram.button(FakeTelegram.CHAT, "Yes"));
        presses("Ana", telegram.button(FakeTelegram.CHAT, "Yes"));
        shows();
        asks("/resync texts");
        presses("Ana", telegram.button(FakeTelegram.CHAT, "No"));
        shows();
        asks("/mute");
        asks("/mute 2h");
        asks("/mute off");
        asks("/mute off");
        asks("/nonsense");
        telegram.says(ANA, FakeTelegram.CHAT, "/pause texts");
        relay.getBean(SettableClock.class).advance(Duration.ofMinutes(11));
        dialogue.turn();
        heading("Ana, eleven minutes ago: /pause texts");
        shows();
        String code =
                admin.post("/api/v1/telegram/links", "{\"name\": \"Carla\"}").text("code");
        alone("/link WRONG");
        alone("/link " + code);
        shows();

        approve();
    }

    private void asks(String text) {
        heading("Ana: " + text);
        texts.append(dialogue.asks(ANA, text)).append('\n');
    }

    private void alone(String text) {
        heading("a stranger, alone with the bot: " + text.replaceFirst("[0-9A-Z]{8}$", "the code"));
        texts.append(dialogue.asks(STRANGER, STRANGER.chat(), text)).append('\n');
    }

    private void presses(String who, FakeMessage.Button button) {
        heading(who + " presses [" + button.label() + "]");
        texts.append(dialogue.presses(who.equals("Ana") ? ANA : BEN, button)).append('\n');
    }

    private void shows() {
        texts.append("the chat then shows:\n").append(dialogue.newest()).append('\n');
    }

    private void heading(String text) {
        texts.append("\n=== ").append(text).append('\n');
    }

    /** Times are those of the test. */
    private void approve() {
        String all = texts.toString()
                .strip()
                .replaceAll("\\d{1,2} \\w{3} \\d{4}, \\d\\d:\\d\\d UTC", "21 Nov 2026, 10:42 UTC")
                .replaceAll("\\d\\d:\\d\\d:\\d\\d UTC", "10:42:05 UTC");
        ApprovedTexts.assertApproved("chat", all);
    }
}
