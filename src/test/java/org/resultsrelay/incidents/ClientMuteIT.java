package org.resultsrelay.incidents;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.resultsrelay.audit.Actor;
import org.resultsrelay.clients.Client;
import org.resultsrelay.clients.Clients;
import org.resultsrelay.support.AlertTest;
import org.resultsrelay.support.Api;
import org.resultsrelay.support.FakeTelegram;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Quiet about one client company; of the others all is told. */
@AlertTest
class ClientMuteIT {

    private static final Actor ANA = new Actor("@ana", Actor.Via.CHAT, "telegram:1001");
    private static final Duration HOUR = Duration.ofHours(1);

    @Autowired
    private ApplicationContext relay;

    @Autowired
    private IncidentQueries incidents;

    @Autowired
    private Mutes mutes;

    @Autowired
    private Clients clients;

    @Autowired
    private FakeTelegram telegram;

    private Api admin;
    private Client hushed;
    private IncidentsHarness harness;

    @BeforeEach
    void begin() {
        admin = Api.admin(relay);
        admin.put(
                "/api/v1/clients/hushed",
                "{\"name\": \"Hushed Ltd\", \"endpoint_url\": \"https://hushed.example/in\"}");
        hushed = clients.find("hushed").orElseThrow();
        harness = new IncidentsHarness(relay);
    }

    @AfterEach
    void loudAgain() {
        mutes.unmute(hushed, ANA);
    }

    @Test
    void whatLastsIsRecordedAtOnceAndToldWhenTheMuteEnds() {
        mutes.mute(hushed, HOUR, ANA);
        harness.wrong.add(harness.fails("hushed"));
        harness.pass(Duration.ofMinutes(59));
        assertThat(telegram.requests()).isEmpty();
        assertThat(admin.get("/api/v1/incidents?state=open&client=hushed")
                        .http()
                        .body())
                .contains("delivery:hushed");
        harness.pass(Duration.ofMinutes(2));
        assertThat(telegram.messages()).singleElement().asString().contains("hushed", "since");
    }

    @Test
    void whatIsOverByThenIsNotTold() {
        mutes.mute(hushed, HOUR, ANA);
        harness.wrong.add(harness.fails("hushed"));
        harness.pass(Duration.ofMinutes(30));
        harness.wrong.clear();
        harness.pass(Duration.ofMinutes(40));
        assertThat(telegram.requests()).isEmpty();
    }

    @Test
    void whoFailsForTheSameReasonIsToldOfWithoutIt() {
        mutes.mute(hushed, HOUR, ANA);
        harness.wrong.add(harness.fails("hushed"));
        harness.pass(4);
        harness.wrong.add(harness.fails("loud"));
        harness.pass(20);
        assertThat(telegram.messages())
                .singleElement()
                .asString()
                .contains("loud")
                .doesNotContain("hushed");
    }

    @Test
    void itDoesNotJoinWhatIsToldOfOthers() {
        mutes.mute(hushed, HOUR, ANA);
        harness.wrong.add(harness.fails("loud"));
        harness.pass(20);
        harness.wrong.add(harness.fails("hushed"));
        harness.pass(Duration.ofMinutes(50));
        assertThat(telegram.messages()).singleElement().asString().doesNotContain("hushed");
        harness.pass(Duration.ofMinutes(12));
        assertThat(telegram.messages()).hasSize(2).last().asString().contains("hushed");
    }

    @Test
    void whatWaitsForItsFirstWordWaitsLonger() {
        harness.wrong.add(harness.fails("hushed"));
        harness.pass(4);
        mutes.mute(hushed, HOUR, ANA);
        harness.pass(Duration.ofMinutes(59));
        assertThat(telegram.requests()).isEmpty();
        harness.pass(Duration.ofMinutes(2));
        assertThat(telegram.messages()).hasSize(1);
    }

    @Test
    void whatWasToldIsToldAgainOnlyAfterTheMute() {
        harness.wrong.add(harness.fails("hushed"));
        harness.pass(20);
        harness.pass(Duration.ofMinutes(230)); // it would be told again after 4 hours
        mutes.mute(hushed, HOUR, ANA);
        harness.pass(Duration.ofMinutes(58));
        assertThat(telegram.messages()).hasSize(1);
        harness.pass(Duration.ofMinutes(4));
        assertThat(telegram.messages()).hasSize(2).last().asString().contains("🔁 Still:", "hushed");
    }

    @Test
    void whatWasToldBeforeCloses() {
        harness.wrong.add(harness.fails("hushed"));
        harness.pass(20);
        mutes.mute(hushed, HOUR, ANA);
        harness.wrong.clear();
        harness.pass(20);
        assertThat(telegram.messages()).hasSize(2).last().asString().contains("Over");
    }

    @Test
    void anEarlyEndTellsWhatWasHeldBack() {
        mutes.mute(hushed, HOUR, ANA);
        harness.wrong.add(harness.fails("hushed"));
        harness.pass(60);
        mutes.unmute(hushed, ANA);
        harness.pass(20);
        assertThat(telegram.messages()).hasSize(1);
    }

    @Test
    void theLastMuteCounts() {
        mutes.mute(hushed, Duration.ofHours(5), ANA);
        mutes.mute(hushed, HOUR, ANA);
        harness.wrong.add(harness.fails("hushed"));
        harness.pass(Duration.ofMinutes(61));
        assertThat(telegram.messages()).hasSize(1);
    }

    @Test
    void itIsShownAndAudited() {
        assertThat(mutes.summary()).isEmpty();
        mutes.mute(hushed, HOUR, ANA);
        harness.wrong.add(harness.fails("hushed"));
        harness.pass(4);
        assertThat(mutes.summary()).get().asString().contains("hushed until");
        assertThat(mutes.summary(hushed)).get().asString().contains("by @ana");
        assertThat(incidents.list(0, page -> "x").text()).contains("1 open alert", "🔇 Muted: hushed until");
        mutes.unmute(hushed, ANA);
        assertThat(mutes.summary()).isEmpty();
        assertThat(admin.get("/api/v1/audit?subject=client:hushed").http().body())
                .contains("\"mute\"", "\"unmute\"", "@ana", "PT1H");
    }
}
