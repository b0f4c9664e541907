package org.resultsrelay.chat;

import static java.util.stream.Collectors.joining;
import static org.resultsrelay.support.Dialogue.ANA;
import static org.resultsrelay.support.Dialogue.BEN;
import static org.resultsrelay.support.Dialogue.STRANGER;

import java.time.Duration;
import java.util.stream.IntStream;
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
import org.springframework.jdbc.core.simple.JdbcClient;

/** What people read who write to the bot stands in one file, for people to judge. */
@AlertTest
class TextsIT {

    @Autowired
    private ApplicationContext relay;

    @Autowired
    private FakeTelegram telegram;

    @Autowired
    private JdbcClient jdbc;

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
        asks("/unmute");
        asks("/mute off");
        asks("/mute texts");
        asks("/mute texts 3d");
        asks("/mute texts 90m");
        asks("/client texts");
        asks("/mute 2h");
        incidents();
        asks("/unmute");
        asks("/unmute texts");
        asks("/unmute texts");
        asks("/unmute nobody");
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

    private void incidents() {
        jdbc.sql("truncate incidents, alerts").update();
        asks("/incidents");
        IntStream.rangeClosed(1, 11).forEach(this::opensAnAlert);
        asks("/incidents");
        buttons();
        telegram.presses(ANA, telegram.button(FakeTelegram.CHAT, "More"));
        dialogue.turn();
        heading("Ana presses [More ▶]");
        shows();
        buttons();
        telegram.presses(ANA, telegram.button(FakeTelegram.CHAT, "Details"));
        dialogue.turn();
        heading("Ana presses [Details 1]");
        shows();
        jdbc.sql("truncate incidents, alerts").update();
    }

    private void opensAnAlert(int n) {
        jdbc.sql("""
                insert into alerts (id, kind, cause, opened_at, joined_at, tell_at, body)
                values (:n, 'DELIVERY', 'c' || :n, '2026-11-21Z', '2026-11-21Z', '2026-11-21Z',
                        '🔴 Client ' || :n || ' does not get its summaries, since 21 Nov 2026, 10:42 UTC')
                """).param("n", n).update();
        jdbc.sql("""
                insert into incidents (alert_id, key, kind, client, subject, opened_at, last_seen_at, occurrences,
                                       users_affected, first_error, last_error)
                values (:n, 'delivery:' || :n, 'DELIVERY', 'client-' || :n, 'Client ' || :n, '2026-11-21Z', '2026-11-21Z', 0,
                        3, 'no answer in time', 'no answer in time')
                """).param("n", n).update();
    }

    private void buttons() {
        texts.append("buttons: ")
                .append(telegram.in(FakeTelegram.CHAT).getLast().buttons().stream()
                        .map(button -> "[" + button.label() + "]")
                        .collect(joining(" ")))
                .append('\n');
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
                .replaceAll("\\d\\d:\\d\\d:\\d\\d UTC", "10:42:05 UTC")
                .replaceAll("until \\d\\d:\\d\\d\\b(?!:)", "until 10:42")
                .replaceAll("incident \\d+", "incident 41");
        ApprovedTexts.assertApproved("chat", all);
    }
}
