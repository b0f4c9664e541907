package org.resultsrelay.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.resultsrelay.notify.MessageContent;
import org.resultsrelay.notify.Notification;
import org.resultsrelay.notify.Notifications;
import org.resultsrelay.scheduling.Tick;
import org.resultsrelay.support.AlertTest;
import org.resultsrelay.support.FakeTelegram;
import org.resultsrelay.support.SettableClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Telegram asks for patience in the middle of thirty alerts, which go on changing meanwhile. */
@AlertTest
class ThrottledBurstStory {

    private static final int ALERTS = 30;
    private static final int PATIENCE = 25;

    @Autowired
    private Notifications notifications;

    @Autowired
    private List<Tick> ticks;

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
    void eachAlertArrivesOnceInItsNewestFormAndInItsTurn() {
        IntStream.range(0, ALERTS).forEach(alert -> changes(alert, "began"));
        pass(10);
        assertThat(telegram.messages()).hasSize(10);
        telegram.throttlesOnce(PATIENCE);
        pass(1);
        int asked = telegram.requests().size();
        IntStream.range(0, PATIENCE - 1).forEach(second -> {
            IntStream.range(0, ALERTS).forEach(alert -> changes(alert, "grew " + second));
            pass(1);
        });
        assertThat(telegram.requests()).as("patience is kept").hasSize(asked);
        pass(ALERTS - 10);
        assertThat(telegram.messages()).hasSize(ALERTS);
        assertThat(telegram.messages().subList(0, 10))
                .as("changes wait until everything new was told")
                .allSatisfy(text -> assertThat(text).contains("began"));
        pass(ALERTS);
        assertThat(telegram.messages())
                .containsExactlyElementsOf(IntStream.range(0, ALERTS)
                        .mapToObj(alert -> "<b>Trouble " + alert + "</b>\ngrew " + (PATIENCE - 2))
                        .toList());
        assertThat(telegram.requests())
                .as("and the merged changes cost no more")
                .hasSize(ALERTS + 1 + 10);
    }

    private void changes(int alert, String how) {
        transaction.executeWithoutResult(status -> notifications.post(
                Notification.of("trouble:" + alert, MessageContent.of("Trouble " + alert + "\n" + how))));
    }

    private void pass(int seconds) {
        Tick sender = ticks.stream()
                .filter(tick -> tick.getClass().getSimpleName().equals("Sender"))
                .findFirst()
                .orElseThrow();
        for (int second = 0; second < seconds; second++) {
            sender.tick();
            clock.advance(Duration.ofSeconds(1));
        }
    }
}
