package org.resultsrelay.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.resultsrelay.support.AlertTest;
import org.resultsrelay.support.FakePerson;
import org.resultsrelay.support.FakeTelegram;
import org.resultsrelay.support.SettableClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** A message that Telegram has taken, or has not, without anybody knowing: it is told again, and says so. */
@AlertTest
class UnconfirmedMessageIT {

    private static final FakePerson ANA = new FakePerson(7, "ana");
    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    @Autowired
    private Notifications notifications;

    @Autowired
    private Sender sender;

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
    void whatPerhapsStandsThereIsToldAgainAndSaysSo() {
        isTakenUnheard("Trouble\nwith details");
        pass(A_MINUTE);
        assertThat(telegram.messages())
                .containsExactly(
                        "<b>Earlier</b>",
                        "<b>Trouble</b>\nwith details",
                        "<b>Trouble (perhaps again)</b>\nwith details");
    }

    @Test
    void theSecondIsEditedFromThenOnAndStaysMarked() {
        isTakenUnheard("Trouble");
        pass(A_MINUTE);
        post("Trouble", "Over");
        pass(A_MINUTE);
        assertThat(telegram.messages())
                .containsExactly("<b>Earlier</b>", "<b>Trouble</b>", "<b>Over (perhaps again)</b>");
    }

    @Test
    void whatHasChangedMeanwhileIsTheNewestAtOnce() {
        isTakenUnheard("Trouble");
        post("Trouble", "Worse trouble");
        pass(A_MINUTE);
        assertThat(telegram.messages())
                .containsExactly("<b>Earlier</b>", "<b>Trouble</b>", "<b>Worse trouble (perhaps again)</b>");
    }

    @Test
    void whatARelayThatDiedHadBegunToSendIsToldAndMarked() {
        isBegunByARelayThatDies("Trouble");
        pass(A_MINUTE);
        assertThat(telegram.messages()).containsExactly("<b>Earlier</b>", "<b>Trouble (perhaps again)</b>");
    }

    @Test
    void aRefusalAndAskedForPatienceAreNoReasonForAMark() {
        telegram.failsOnce(403, "Forbidden: bot was kicked from the group chat");
        telegram.throttlesOnce(40);
        tell("Trouble");
        pass(Duration.ofMinutes(15));
        assertThat(telegram.messages()).containsExactly("<b>Earlier</b>", "<b>Trouble</b>");
    }

    @Test
    void theMarkOutlastsARefusalAndAskedForPatience() {
        isTakenUnheard("Trouble");
        telegram.throttlesOnce(40);
        telegram.failsOnce(403, "Forbidden: bot was kicked from the group chat");
        pass(Duration.ofMinutes(15));
        assertThat(telegram.messages())
                .containsExactly("<b>Earlier</b>", "<b>Trouble</b>", "<b>Trouble (perhaps again)</b>");
    }

    @Test
    void nothingElseInTheChatIsTouched() {
        tell("Forgotten");
        jdbc.sql("delete from notify_messages where key = 'Forgotten'").update();
        isTakenUnheard("Trouble");
        telegram.says(ANA, FakeTelegram.CHAT, "What is it?");
        tell("Other trouble");
        pass(A_MINUTE);
        assertThat(telegram.messages())
                .containsExactly(
                        "<b>Earlier</b>",
                        "<b>Forgotten</b>",
                        "<b>Trouble</b>",
                        "<b>Other trouble</b>",
                        "<b>Trouble (perhaps again)</b>");
        assertThat(telegram.requests()).containsOnly("sendmessage");
    }

    @Test
    void anEditWithoutAnAnswerIsRepeatedAndNeedsNoMark() {
        telegram.breaksOffOnce();
        post("Earlier", "Later");
        pass(A_MINUTE);
        assertThat(telegram.messages()).containsExactly("<b>Later</b>");
    }

    @Test
    void aDeletedMessageIsSentAnewWithoutAMark() {
        telegram.deletesMessages();
        post("Earlier", "Later");
        pass(A_MINUTE);
        assertThat(telegram.messages()).containsExactly("<b>Later</b>");
    }

    @Test
    void whatMayHaveBeenToldIsNotWithdrawn() {
        isTakenUnheard("Trouble");
        transaction.executeWithoutResult(status -> {
            assertThat(notifications.told("Trouble")).isTrue();
            assertThat(notifications.withdraw("Trouble")).isFalse();
        });
    }

    @Test
    void withoutTheDatabaseTheSecondSaysSoTooAndStaysMarkedAfterwards() {
        UnstoredMessage unstored = notifications.unstored();
        telegram.breaksOffOnce();
        unstored.send("No database", clock.instant());
        unstored.send("No database", clock.instant().plusSeconds(10));
        assertThat(telegram.messages())
                .containsExactly("<b>Earlier</b>", "<b>No database</b>", "<b>No database (perhaps again)</b>");
        transaction.executeWithoutResult(status ->
                notifications.post(Notification.of("database", MessageContent.of("The database is back")), unstored));
        pass(A_MINUTE);
        assertThat(telegram.messages())
                .containsExactly("<b>Earlier</b>", "<b>No database</b>", "<b>The database is back (perhaps again)</b>");
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
        sender.claim(clock.instant());
    }

    private void tell(String text) {
        post(text, text);
        sender.tick();
        clock.advance(Duration.ofSeconds(1));
    }

    private void post(String key, String text) {
        transaction.executeWithoutResult(status -> notifications.post(Notification.of(key, MessageContent.of(text))));
    }

    private void pass(Duration time) {
        for (long second = 0; second < time.toSeconds(); second++) {
            sender.tick();
            clock.advance(Duration.ofSeconds(1));
        }
    }
}
