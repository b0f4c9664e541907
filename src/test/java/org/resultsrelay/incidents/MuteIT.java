package org.resultsrelay.incidents;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.resultsrelay.audit.Actor;
import org.resultsrelay.support.AlertTest;
import org.resultsrelay.support.FakeTelegram;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@AlertTest
class MuteIT {

    private static final Actor ANA = new Actor("@ana", Actor.Via.CHAT, "telegram:1001");

    @Autowired
    private ApplicationContext relay;

    @Autowired
    private Mutes mutes;

    @Autowired
    private FakeTelegram telegram;

    private IncidentsHarness harness;

    @BeforeEach
    void quietForAnHour() {
        harness = new IncidentsHarness(relay);
        assertThat(mutes.mute(null, Duration.ofHours(1), ANA).sentence()).contains("New alerts wait until");
    }

    @AfterEach
    void loudAgain() {
        mutes.unmute(null, ANA);
    }

    @Test
    void whatLastsBeyondTheMuteIsToldThenOnceAndSinceWhen() {
        harness.wrong.add(harness.fails("acme"));
        harness.pass(Duration.ofMinutes(59));
        assertThat(telegram.messages()).isEmpty();
        harness.pass(Duration.ofMinutes(2));
        assertThat(telegram.messages()).singleElement().asString().contains("acme", "since");
    }

    @Test
    void whatIsOverByThenIsNotTold() {
        harness.wrong.add(harness.fails("acme"));
        harness.pass(Duration.ofMinutes(30));
        harness.wrong.clear();
        harness.pass(Duration.ofMinutes(40));
        assertThat(telegram.requests()).isEmpty();
    }

    @Test
    void whatComesAfterAnEarlyEndIsToldAsAlways() {
        assertThat(mutes.unmute(null, ANA).done()).isTrue();
        assertThat(mutes.unmute(null, ANA).done()).isFalse();
        harness.wrong.add(harness.fails("acme"));
        harness.pass(20);
        assertThat(telegram.messages()).hasSize(1);
    }

    @Test
    void anEarlyEndTellsWhatWasHeldBack() {
        harness.wrong.add(harness.fails("acme"));
        harness.pass(60);
        assertThat(telegram.requests()).isEmpty();
        mutes.unmute(null, ANA);
        harness.pass(20);
        assertThat(telegram.messages()).hasSize(1);
    }

    @Test
    void whatWasToldBeforeGoesOnAndCloses() {
        mutes.unmute(null, ANA);
        harness.wrong.add(harness.fails("acme"));
        harness.pass(20);
        mutes.mute(null, Duration.ofHours(1), ANA);
        harness.wrong.clear();
        harness.pass(20);
        assertThat(telegram.messages()).hasSize(2).last().asString().contains("Over");
    }
}
