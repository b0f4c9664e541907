package org.resultsrelay.chat.people;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.resultsrelay.support.Dialogue.ANA;
import static org.resultsrelay.support.Dialogue.STRANGER;

import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.resultsrelay.support.AlertTest;
import org.resultsrelay.support.Api;
import org.resultsrelay.support.Dialogue;
import org.resultsrelay.support.FakePerson;
import org.resultsrelay.support.FakeTelegram;
import org.resultsrelay.support.SettableClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

@AlertTest
class LinksIT {

    private static final FakePerson CARLA = new FakePerson(9, "carla");
    private static final String LINKS = "/api/v1/telegram/links";

    @Autowired
    private ApplicationContext relay;

    @Autowired
    private FakeTelegram telegram;

    @Autowired
    private SettableClock clock;

    @Autowired
    private JdbcClient jdbc;

    private Api admin;
    private Dialogue dialogue;

    @BeforeEach
    void begin() {
        admin = Api.admin(relay);
        dialogue = Dialogue.begins(relay);
    }

    private String code() {
        return admin.post(LINKS, "{\"name\": \"Carla\"}").text("code");
    }

    private String alone(FakePerson person, String text) {
        return dialogue.asks(person, person.chat(), text);
    }

    @Test
    void aCodeLinksOnePersonOnce() {
        String code = code();
        assertThat(alone(CARLA, "/link " + code.toLowerCase(Locale.ROOT))).startsWith("You are linked as Carla");
        assertThat(dialogue.asks(CARLA, "/help")).startsWith("What you can ask, @carla");
        assertThat(alone(STRANGER, "/link " + code)).startsWith("This code is not valid");
        assertThat(admin.get(LINKS).http().body()).contains("\"carla\"").doesNotContain("mallory");
    }

    @Test
    void aDeepLinkWorksToo() {
        assertThat(alone(CARLA, "/start " + code())).startsWith("You are linked as Carla");
    }

    @Test
    void aCodeThatWasReadOutLoudWorks() {
        String spoken = code().replace('0', 'o').replace('1', 'l');
        assertThat(alone(CARLA, "/link " + spoken.substring(0, 4) + "-" + spoken.substring(4)))
                .startsWith("You are linked");
    }

    @Test
    void aCodeExpires() {
        String code = code();
        clock.advance(Duration.ofMinutes(15));
        assertThat(alone(CARLA, "/link " + code)).startsWith("This code is not valid");
    }

    @Test
    void inAGroupEverybodyWouldReadTheCode() {
        String code = code();
        assertThat(dialogue.asks(CARLA, "-500", "/link " + code)).isEmpty();
        assertThat(alone(CARLA, "/link " + code)).startsWith("You are linked");
    }

    @Test
    void guessingDoesNotPay() {
        String code = code();
        for (int guess = 0; guess < 5; guess++) {
            assertThat(alone(CARLA, "/link WRONG" + guess)).startsWith("This code is not valid");
        }
        assertThat(alone(CARLA, "/link " + code)).isEmpty();
        clock.advance(Duration.ofMinutes(15));
        assertThat(alone(CARLA, "/link " + code())).startsWith("You are linked");
    }

    @Test
    void theCodeItselfIsNotStored() {
        String code = code();
        byte[] stored =
                jdbc.sql("select code_hash from chat_links").query(byte[].class).single();
        assertThat(new String(stored, UTF_8)).doesNotContain(code);
        assertThat(stored).hasSize(32);
    }

    @Test
    void whoIsUnlinkedIsAStrangerAtOnce() {
        long id = admin.get(LINKS).json().at("/items/0/id").asLong();
        assertThat(dialogue.asks(ANA, "/help")).isNotEmpty();
        assertThat(admin.delete(LINKS + "/" + id).status()).isEqualTo(204);
        assertThat(dialogue.asks(ANA, "/help")).doesNotStartWith("What you can ask");
        assertThat(admin.delete(LINKS + "/" + id).problem()).isEqualTo("unknown-link");
    }

    @Test
    void linkingIsAudited() {
        alone(CARLA, "/link " + code());
        assertThat(admin.get("/api/v1/audit?subject=person:Carla").http().body())
                .contains("\"makeLink\"", "\"api\"", "\"link\"", "\"@carla\"", "\"chat\"");
    }

    @Test
    void strangersGetNoAnswerAndAreToldOfOnceADay() {
        for (int n = 0; n < 3; n++) {
            assertThat(alone(STRANGER, "/status")).isEmpty();
            dialogue.asks(STRANGER, "-500", "/pause acme");
        }
        assertThat(telegram.messages(STRANGER.chat())).isEmpty();
        assertThat(telegram.messages("-500")).isEmpty();
        assertThat(telegram.messages()).singleElement().asString().contains("1 stranger wrote", "666");
        alone(CARLA, "hello");
        assertThat(telegram.messages()).singleElement().asString().contains("2 strangers wrote", "666, 9");
        clock.advance(Duration.ofDays(1));
        alone(STRANGER, "still here");
        assertThat(telegram.messages()).hasSize(2);
    }

    @Test
    void aLinkedPersonIsNotAnsweredWhereOthersReadAlong() {
        assertThat(dialogue.asks(ANA, "-500", "/status")).isEmpty();
        assertThat(alone(ANA, "/status")).isNotEmpty();
    }
}
