package org.resultsrelay.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.resultsrelay.support.AlertTest;
import org.resultsrelay.support.FakePerson;
import org.resultsrelay.support.FakeTelegram;
import org.resultsrelay.support.SettableClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** A message that Telegram has taken, or has not, without anybody knowing: it is looked for before it is sent again. */
@AlertTest
class UnconfirmedMessageIT {

    private static final FakePerson ANA = new FakePerson(7, "ana");
    private static final Duration A_MINUTE = Duration.ofMinutes(1);
    private static final String CHAT = FakeTelegram.CHAT;

    @Autowired
    private Notifications notifications;

    @Autowired
    private OutboxClaims claims;

    @Autowired
    private Sender sender;

    @Autowired
    private NotifyProperties properties;

    @Autowired
    private FakeTelegram telegram;

    @Autowired
    private SettableClock clock;

    @Autowired
    private TransactionOperations transaction;

    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    void somethingWasTold() {
        jdbc.sql("truncate notify_messages, notify_channels").update();
        telegram.reset();
        tell("Earlier");
    }

    @Test
    void whatStandsThereIsFoundAndNotSentAgain() {
        isTakenUnheard("Trouble");
        pass(A_MINUTE);
        assertThat(telegram.messages()).containsExactly("<b>Earlier</b>", "<b>Trouble</b>");
        assertThat(sends()).isEqualTo(2);
    }

    @Test
    void whatWasFoundIsEditedFromThenOn() {
        isTakenUnheard("Trouble");
        pass(A_MINUTE);
        post("Trouble", "Over");
        pass(A_MINUTE);
        assertThat(telegram.messages()).containsExactly("<b>Earlier</b>", "<b>Over</b>");
    }

    @Test
    void whatHasChangedMeanwhileIsTheNewestAtOnce() {
        isTakenUnheard("Trouble");
        post("Trouble", "Worse trouble");
        pass(A_MINUTE);
        assertThat(telegram.messages()).containsExactly("<b>Earlier</b>", "<b>Worse trouble</b>");
        assertThat(sends()).isEqualTo(2);
    }

    @Test
    void whatNeverArrivedIsSentOnce() {
        isBegunByARelayThatDies("Trouble");
        pass(A_MINUTE);
        assertThat(telegram.messages()).containsExactly("<b>Earlier</b>", "<b>Trouble</b>");
    }

    @Test
    void whatPeopleWroteInBetweenIsPassedOver() {
        say(5);
        telegram.says(ANA, ANA.chat(), "Elsewhere, but counted together");
        isTakenUnheard("Trouble");
        say(3);
        pass(A_MINUTE);
        assertThat(telegram.messages()).containsExactly("<b>Earlier</b>", "<b>Trouble</b>");
    }

    @Test
    void whatTheBotWroteMeanwhileIsNotTouched() {
        telegram.failsOnce(502, "Bad Gateway");
        tell("Trouble");
        tell("Other trouble");
        pass(A_MINUTE);
        assertThat(telegram.messages()).containsExactly("<b>Earlier</b>", "<b>Other trouble</b>", "<b>Trouble</b>");
    }

    @Test
    void twoOfThemStandOnceEach() {
        isTakenUnheard("Trouble");
        isTakenUnheard("Other trouble");
        pass(A_MINUTE);
        assertThat(telegram.messages())
                .containsExactlyInAnyOrder("<b>Earlier</b>", "<b>Trouble</b>", "<b>Other trouble</b>");
    }

    @Test
    void aThrottledSearchGoesOnLater() {
        say(3);
        isTakenUnheard("Trouble");
        IntStream.range(0, 2).forEach(n -> telegram.failsOnce(400, "Bad Request: message can't be edited"));
        telegram.throttlesOnce(40);
        pass(A_MINUTE.plus(A_MINUTE));
        assertThat(telegram.messages()).containsExactly("<b>Earlier</b>", "<b>Trouble</b>");
    }

    @Test
    void aFailedSearchIsRepeatedWithoutForgettingWhereItBegan() {
        isTakenUnheard("Trouble");
        tell("Other trouble");
        telegram.failsOnce(502, "Bad Gateway");
        telegram.failsOnce(403, "Forbidden: bot was kicked from the group chat");
        pass(Duration.ofMinutes(15));
        assertThat(telegram.messages()).containsExactly("<b>Earlier</b>", "<b>Trouble</b>", "<b>Other trouble</b>");
    }

    @Test
    void aPictureIsFoundToo() {
        telegram.breaksOffOnce();
        MessageContent digest = MessageContent.of("Digest").with(new Picture(new byte[] {1}));
        transaction.executeWithoutResult(status -> notifications.post(Notification.of("digest", digest)));
        pass(A_MINUTE);
        assertThat(telegram.messages()).containsExactly("<b>Earlier</b>", "<b>Digest</b>");
        assertThat(telegram.requests()).containsExactly("sendmessage", "sendphoto", "editmessagecaption");
    }

    @Test
    void aDeletedMessageIsSentAnewOnce() {
        telegram.deletesMessages();
        post("Earlier", "Later");
        sender.tick();
        clock.advance(Duration.ofSeconds(1));
        telegram.breaksOffOnce();
        pass(A_MINUTE);
        assertThat(telegram.messages()).containsExactly("<b>Later</b>");
    }

    /** The limits: told again rather than lost. */
    @Test
    void behindTooManyMessagesOfPeopleItIsToldAgain() {
        say(20);
        isTakenUnheard("Trouble");
        pass(A_MINUTE);
        assertThat(telegram.messages()).containsExactly("<b>Earlier</b>", "<b>Trouble</b>", "<b>Trouble</b>");
    }

    @Test
    void inAChatWithoutAnEarlierMessageItIsToldAgain() {
        jdbc.sql("truncate notify_messages, notify_channels").update();
        isTakenUnheard("Trouble");
        pass(A_MINUTE);
        assertThat(telegram.messages()).containsExactly("<b>Earlier</b>", "<b>Trouble</b>", "<b>Trouble</b>");
    }

    @Test
    void anOldMessageThatTheRelayHasForgottenIsNotTakenForIt() {
        tell("Forgotten");
        tell("Forgotten as well");
        jdbc.sql("delete from notify_messages where key like 'Forgotten%'").update();
        jdbc.sql("update notify_channels set newest = :first")
                .param("first", CHAT + "/" + telegram.in(CHAT).getFirst().id())
                .update();
        clock.advance(Duration.ofHours(1));
        telegram.failsOnce(502, "Bad Gateway");
        post("Trouble", "Trouble");
        pass(A_MINUTE);
        assertThat(telegram.messages())
                .contains("<b>Forgotten as well</b>")
                .last()
                .isEqualTo("<b>Trouble</b>");
        assertThat(sends()).isEqualTo(5);
    }

    @Test
    void whatWasToldWithoutTheDatabaseIsToldAgainWhereItsPlaceWasTaken() {
        UnstoredMessage unstored = notifications.unstored();
        telegram.failsOnce(502, "Bad Gateway");
        post("Trouble", "Trouble");
        sender.tick();
        unstored.tell("No database", clock.instant());
        pass(A_MINUTE);
        transaction.executeWithoutResult(status ->
                notifications.post(Notification.of("database", MessageContent.of("The database is back")), unstored));
        pass(A_MINUTE);
        assertThat(telegram.messages())
                .containsExactly("<b>Earlier</b>", "<b>Trouble</b>", "<b>The database is back</b>");
    }

    /** Telegram takes it, and the relay learns nothing. */
    private void isTakenUnheard(String text) {
        telegram.breaksOffOnce();
        post(text, text);
        sender.tick();
        clock.advance(Duration.ofSeconds(1));
    }

    private void isBegunByARelayThatDies(String text) {
        post(text, text);
        claims.claim(List.of("telegram"), clock.instant(), clock.instant().plus(properties.lease()));
    }

    private void tell(String text) {
        post(text, text);
        sender.tick();
        clock.advance(Duration.ofSeconds(1));
    }

    private void post(String key, String text) {
        transaction.executeWithoutResult(status -> notifications.post(Notification.of(key, MessageContent.of(text))));
    }

    private void say(int messages) {
        IntStream.range(0, messages).forEach(n -> telegram.says(ANA, CHAT, "hm"));
    }

    private long sends() {
        return telegram.requests().stream().filter("sendmessage"::equals).count();
    }

    private void pass(Duration time) {
        for (long second = 0; second < time.toSeconds(); second++) {
            sender.tick();
            clock.advance(Duration.ofSeconds(1));
        }
    }
}
