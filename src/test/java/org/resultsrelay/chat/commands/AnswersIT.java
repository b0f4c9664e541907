package org.resultsrelay.chat.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.resultsrelay.support.Dialogue.ANA;

import java.time.Duration;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.resultsrelay.chat.ChatCommand;
import org.resultsrelay.support.AlertTest;
import org.resultsrelay.support.Api;
import org.resultsrelay.support.Dialogue;
import org.resultsrelay.support.FakeMessage;
import org.resultsrelay.support.FakeTelegram;
import org.resultsrelay.support.SettableClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

@AlertTest
class AnswersIT {

    private static final String SECRET = "s3cr3t-in-the-path";

    @Autowired
    private ApplicationContext relay;

    @Autowired
    private FakeTelegram telegram;

    @Autowired
    private JdbcClient jdbc;

    private Api admin;
    private Dialogue dialogue;

    @BeforeEach
    void begin() {
        admin = Api.admin(relay);
        dialogue = Dialogue.begins(relay);
        makes("acme", "Acme <Ltd>");
        admin.post("/api/v1/clients/acme/resume", null);
    }

    private void makes(String key, String name) {
        admin.put(
                "/api/v1/clients/" + key,
                "{\"name\": \"" + name + "\", \"endpoint_url\": \"https://acme.example/" + SECRET + "\"}");
    }

    @Test
    void everyCommandIsRegisteredAndAnsweredOnAPhonesScreen() {
        IntStream.range(0, 30).forEach(n -> makes("client-" + n, "x".repeat(100)));
        for (ChatCommand command : ChatCommand.values()) {
            String answer = dialogue.asks(ANA, command.usage());
            assertThat(answer)
                    .as(command.usage())
                    .isNotBlank()
                    .doesNotContain(SECRET)
                    .hasSizeLessThan(4000);
            assertThat(answer.lines()).as(command.usage()).hasSizeLessThanOrEqualTo(25);
        }
        assertThat(telegram.menu(FakeTelegram.CHAT))
                .containsExactlyElementsOf(Arrays.stream(ChatCommand.values())
                        .map(command -> command.word() + " - " + command.meaning())
                        .toList());
    }

    @Test
    void incidentsAreTurnedInPlaceAsTheyAreThen() {
        jdbc.sql("truncate incidents, alerts").update();
        IntStream.rangeClosed(1, 23).forEach(this::opensAnAlert);
        assertThat(dialogue.asks(ANA, "/incidents"))
                .contains("23 open alerts", ": trouble 23\n", ": trouble 14\n", "(1 to 10 of 23)")
                .doesNotContain("trouble 13");
        int messages = telegram.messages().size();
        FakeMessage.Button more = telegram.button(FakeTelegram.CHAT, "More");
        turns(more);
        assertThat(dialogue.newest())
                .contains(": trouble 13\n", "(11 to 20 of 23)")
                .doesNotContain("trouble 14");
        turns(telegram.button(FakeTelegram.CHAT, "More"));
        assertThat(dialogue.newest()).contains(": trouble 1\n", "(21 to 23 of 23)");
        turns(telegram.button(FakeTelegram.CHAT, "◀ Back"));
        assertThat(dialogue.newest()).contains("(11 to 20 of 23)");
        jdbc.sql("delete from alerts where cause <> '7'").update();
        turns(more);
        assertThat(dialogue.newest()).contains("1 open alert\n", ": trouble 7").doesNotContain("trouble 13", "of 23");
        jdbc.sql("truncate incidents, alerts").update();
        turns(more);
        assertThat(dialogue.newest()).contains("no alert is open");
        assertThat(telegram.messages()).hasSize(messages);
        assertThat(telegram.unanswered()).isZero();
    }

    private void opensAnAlert(int n) {
        jdbc.sql("""
                insert into alerts (kind, cause, opened_at, joined_at, tell_at, body)
                values ('DELIVERY', ?, '2026-01-01Z', '2026-01-01Z', '2026-01-01Z', ?)
                """).params("" + n, "trouble " + n).update();
    }

    private void turns(FakeMessage.Button button) {
        telegram.presses(ANA, button);
        dialogue.turn();
    }

    @Test
    void eachListedIncidentHasAButtonOfItsNumber() {
        jdbc.sql("truncate incidents, alerts").update();
        opensAnAlert(1);
        long id = jdbc.sql("select id from alerts").query(Long.class).single();
        assertThat(dialogue.asks(ANA, "/incidents")).contains("Alert " + id + ": trouble 1");
        turns(telegram.button(FakeTelegram.CHAT, "Details " + id));
        assertThat(dialogue.newest()).contains("Alert " + id + ": trouble 1");
        jdbc.sql("truncate incidents, alerts").update();
    }

    @Test
    void clientsAreTurnedInPlace() {
        IntStream.range(0, 30).forEach(n -> makes("client-" + n, "Client " + n));
        String first = dialogue.asks(ANA, "/clients");
        int messages = telegram.messages().size();
        turns(telegram.button(FakeTelegram.CHAT, "More"));
        assertThat(telegram.messages()).hasSize(messages);
        assertThat(first).contains("(1 to 20 of ");
        assertThat(dialogue.newest())
                .contains("(21 to ")
                .doesNotContain(first.lines().toList().get(1));
    }

    @Test
    void aMuteOfOneClientIsShownWhereverPeopleLook() {
        assertThat(dialogue.asks(ANA, "/mute acme 2h")).contains("Alerts of Acme <Ltd> (acme) wait until");
        assertThat(dialogue.asks(ANA, "/status")).contains("🔇 Muted: acme until ");
        assertThat(dialogue.asks(ANA, "/incidents")).contains("🔇 Muted: acme until ");
        assertThat(dialogue.asks(ANA, "/client acme")).contains("🔇 Muted by @ana until ");
        assertThat(dialogue.asks(ANA, "/unmute acme")).contains("are sent again");
        assertThat(dialogue.asks(ANA, "/status")).doesNotContain("Muted");
        assertThat(admin.get("/api/v1/audit?subject=client:acme").http().body())
                .contains("\"mute\"", "\"unmute\"", "telegram by 7 (ana)");
    }

    @Test
    void aClientIsShownAsItStands() {
        assertThat(dialogue.asks(ANA, "/client acme"))
                .contains("🟢 Acme <Ltd> (acme)", "Server: acme.example", "Waiting: nobody");
        assertThat(dialogue.asks(ANA, "/client nobody<b>")).contains("no client \"nobody<b>\"");
        assertThat(dialogue.asks(ANA, "/client")).contains("/client acme");
    }

    @Test
    void aUserIsExplained() {
        admin.post("/api/v1/users", "{\"client\": \"acme\", \"id\": \"u 17\"}");
        assertThat(dialogue.asks(ANA, "/user acme u 17")).contains("User u 17 of Acme", "nothing to deliver");
        assertThat(dialogue.asks(ANA, "/user acme u-18")).contains("is not known");
    }

    @Test
    void pausingIsDoneOnceInThePersonsNameAndAudited() {
        assertThat(dialogue.asks(ANA, "/pause acme moving house")).contains("is paused by @ana");
        assertThat(admin.get("/api/v1/clients/acme").http().body()).contains("moving house (by @ana)");
        assertThat(dialogue.asks(ANA, "/pause acme")).contains("is paused already: moving house");
        assertThat(dialogue.asks(ANA, "/client acme")).contains("⏸", "moving house");
        assertThat(dialogue.asks(ANA, "/resume acme")).contains("is resumed by @ana");
        assertThat(dialogue.asks(ANA, "/resume acme")).contains("is not paused");
        String trail = admin.get("/api/v1/audit?subject=client:acme").http().body();
        assertThat(trail)
                .contains("\"@ana\"", "telegram by 7 (ana)", "moving house")
                .containsOnlyOnce("\"pauseClient\"");
    }

    @Test
    void thePauseIsKnownWhileItsAnswerIsWritten() {
        assertThat(dialogue.asks(ANA, "/clients")).contains("🟢 Acme <Ltd> (acme)");
        dialogue.asks(ANA, "/pause acme");
        assertThat(dialogue.asks(ANA, "/clients")).contains("⏸ Acme <Ltd> (acme)");
        assertThat(dialogue.asks(ANA, "/status")).contains("1 paused").containsAnyOf("No trouble", "open alert");
    }

    @Test
    void aCommandThatCameLateIsNotDone() {
        telegram.says(ANA, FakeTelegram.CHAT, "/pause acme");
        relay.getBean(SettableClock.class).advance(Duration.ofMinutes(11));
        dialogue.turn();
        assertThat(dialogue.newest()).contains("was not done");
        assertThat(admin.get("/api/v1/clients/acme").http().body()).contains("\"paused\":false");
    }

    @Test
    void whatIsNoCommandIsTalkInAGroupAndAMistakeAlone() {
        assertThat(dialogue.asks(ANA, ANA.chat(), "hello?")).contains("/help");
        assertThat(dialogue.asks(ANA, "/nonsense")).contains("There is no such command");
        assertThat(jdbc.sql("select count(*) from audit where via = 'CHAT'")
                        .query(Long.class)
                        .single())
                .isZero();
    }
}
