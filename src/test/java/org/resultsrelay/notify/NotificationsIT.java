package org.resultsrelay.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.resultsrelay.support.AlertTest;
import org.resultsrelay.support.FakeTelegram;
import org.resultsrelay.support.SettableClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionOperations;

@AlertTest
class NotificationsIT {

    private static final Duration PACE = Duration.ofSeconds(1);

    @Autowired
    private Notifications notifications;

    @Autowired
    private Sender sender;

    @Autowired
    private Channels channels;

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
    void nothingToTell() {
        jdbc.sql("truncate notify_messages, notify_channels").update();
        telegram.reset();
    }

    @Test
    void aMessageIsSentOnceAndThenEditedInPlace() {
        post("a", "Trouble");
        tickThrough(PACE);
        post("a", "Over");
        tickThrough(PACE);
        assertThat(telegram.messages()).containsExactly("<b>Over</b>");
        assertThat(telegram.requests()).containsExactly("sendmessage", "editmessagetext");
    }

    @Test
    void theSameTextAgainIsNotSentAgain() {
        post("a", "Trouble");
        tickThrough(PACE);
        post("a", "Trouble");
        tickThrough(PACE);
        assertThat(telegram.requests()).containsExactly("sendmessage");
    }

    @Test
    void whatWasRolledBackIsNotTold() {
        transaction.executeWithoutResult(status -> {
            notifications.post(Notification.of("a", MessageContent.of("Trouble")));
            status.setRollbackOnly();
        });
        tickThrough(PACE);
        assertThat(telegram.requests()).isEmpty();
    }

    @Test
    void postingNeedsTheCallersTransaction() {
        assertThatThrownBy(() -> notifications.post(Notification.of("a", MessageContent.of("Trouble"))))
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    void theChannelsPaceIsKept() {
        post("a", "One");
        post("b", "Two");
        sender.tick();
        assertThat(sender.tick()).isZero();
        assertThat(telegram.messages()).containsExactly("<b>One</b>");
        clock.advance(PACE);
        sender.tick();
        assertThat(telegram.messages()).containsExactly("<b>One</b>", "<b>Two</b>");
    }

    @Test
    void aThrottleDelaysMergesAndLosesNothing() {
        telegram.throttlesOnce(40);
        post("a", "Trouble");
        sender.tick();
        post("a", "More trouble");
        post("b", "Other trouble");
        tickThrough(Duration.ofSeconds(39));
        assertThat(telegram.requests()).hasSize(1);
        assertThat(telegram.messages()).isEmpty();
        tickThrough(Duration.ofSeconds(3));
        assertThat(telegram.messages()).containsExactly("<b>More trouble</b>", "<b>Other trouble</b>");
        assertThat(telegram.requests()).hasSize(3);
    }

    @Test
    void newsGoAheadOfEdits() {
        post("a", "Trouble");
        tickThrough(PACE);
        post("a", "More trouble");
        post("b", "Other trouble");
        sender.tick();
        assertThat(telegram.messages()).containsExactly("<b>Trouble</b>", "<b>Other trouble</b>");
    }

    @Test
    void whatHappenedWhileTelegramWasAwayArrivesOnceAfterARestart() {
        telegram.stop();
        post("a", "Trouble");
        tickThrough(Duration.ofMinutes(5));
        post("a", "Over");
        tickThrough(Duration.ofMinutes(5));
        telegram.start();
        Sender restarted = new Sender(jdbc, channels, properties, clock);
        IntStream.range(0, 150).forEach(second -> {
            restarted.tick();
            clock.advance(PACE);
        });
        assertThat(telegram.messages()).containsExactly("<b>Over</b>");
        assertThat(telegram.requests()).containsExactly("sendmessage");
    }

    @Test
    void aSenderThatDiedLeavesItsMessageToTheNext() {
        post("a", "Trouble");
        assertThat(sender.claim(clock.instant())).isPresent();
        tickThrough(Duration.ofSeconds(29));
        assertThat(telegram.requests()).isEmpty();
        tickThrough(Duration.ofSeconds(2));
        assertThat(telegram.messages()).containsExactly("<b>Trouble (perhaps again)</b>");
    }

    @Test
    void aRefusalThatNeedsAPersonIsTriedSlowly() {
        telegram.failsOnce(403, "Forbidden: bot was kicked from the group chat");
        post("a", "Trouble");
        tickThrough(Duration.ofMinutes(7));
        assertThat(telegram.requests()).hasSize(1);
        assertThat(jdbc.sql("select state = 'GIVEN_UP' from notify_messages")
                        .query(Boolean.class)
                        .single())
                .isTrue();
        tickThrough(Duration.ofMinutes(6));
        assertThat(telegram.messages()).containsExactly("<b>Trouble</b>");
    }

    @Test
    void severalSendersSendEachMessageOnce() throws Exception {
        List<String> keys = IntStream.range(0, 10).mapToObj(i -> "Trouble " + i).toList();
        keys.forEach(key -> post(key, key));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int second = 0; second < 10; second++) {
                var ticks = threads.invokeAll(Collections.nCopies(4, (Callable<Integer>) sender::tick));
                int sent = 0;
                for (var tick : ticks) {
                    sent += tick.get();
                }
                assertThat(sent).isOne();
                clock.advance(PACE);
            }
        }
        assertThat(telegram.messages())
                .containsExactlyInAnyOrderElementsOf(
                        keys.stream().map(key -> "<b>" + key + "</b>").toList());
        assertThat(telegram.requests()).hasSize(10);
    }

    @Test
    void whatWasToldWithoutTheDatabaseIsEditedAfterwards() {
        UnstoredMessage unstored = notifications.unstored();
        telegram.failsOnce(500, "Internal Server Error");
        unstored.send("No database", clock.instant());
        unstored.send("No database", clock.instant());
        assertThat(telegram.requests()).hasSize(1);
        unstored.send("No database", clock.instant().plusSeconds(10));
        unstored.send("No database", clock.instant().plusSeconds(20));
        assertThat(telegram.messages()).containsExactly("<b>No database (perhaps again)</b>");
        transaction.executeWithoutResult(
                status -> notifications.post(Notification.of("a", MessageContent.of("Database is back")), unstored));
        tickThrough(PACE);
        assertThat(telegram.messages()).containsExactly("<b>Database is back (perhaps again)</b>");
        assertThat(telegram.requests()).containsExactly("sendmessage", "sendmessage", "editmessagetext");
    }

    private void post(String key, String text) {
        transaction.executeWithoutResult(status -> notifications.post(Notification.of(key, MessageContent.of(text))));
    }

    /** A tick each second of that time, as the loop would do. */
    private void tickThrough(Duration time) {
        for (long second = 0; second < time.toSeconds(); second++) {
            sender.tick();
            clock.advance(Duration.ofSeconds(1));
        }
    }
}
