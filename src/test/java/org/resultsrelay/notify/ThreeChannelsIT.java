package org.resultsrelay.notify;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.MessagingException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.resultsrelay.support.AlertTest;
import org.resultsrelay.support.FakeHook;
import org.resultsrelay.support.FakeMailServer;
import org.resultsrelay.support.FakeTelegram;
import org.resultsrelay.support.SettableClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionOperations;

/** A relay for which Telegram, e-mail and a webhook are set. */
@AlertTest
@TestPropertySource(
        properties = {
            "relay.mail.to=ana@example.com",
            "relay.mail.from=relay@example.com",
            "spring.mail.host=127.0.0.1",
            "relay.webhook.format=slack"
        })
class ThreeChannelsIT {

    private static final FakeMailServer mail = new FakeMailServer();
    private static final FakeHook hook = new FakeHook();

    @DynamicPropertySource
    static void whereTheyAre(DynamicPropertyRegistry properties) {
        properties.add("spring.mail.port", mail::port);
        properties.add("relay.webhook.url", hook::url);
    }

    @AfterAll
    static void close() {
        mail.close();
        hook.close();
    }

    @Autowired
    private Notifications notifications;

    @Autowired
    private Channels channels;

    @Autowired
    private Sender sender;

    @Autowired
    private ChannelFailover failover;

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
        clock.advance(Duration.ofMinutes(1));
    }

    @Test
    void telegramIsFirstThenEmailThenTheWebhook() {
        assertThat(channels.names()).containsExactly("telegram", "email", "webhook");
    }

    @Test
    void whatTelegramDoesNotTakeArrivesByEmailAndThenByWebhook() throws MessagingException {
        telegram.stop();
        post("alert:1", "Trouble\nwith details");
        pass(Duration.ofMinutes(6));
        assertThat(mail.received()).hasSize(1);
        assertThat(mail.received().getFirst().getSubject()).isEqualTo("Trouble");
        assertThat(hook.received()).isEmpty();

        mail.close();
        post("alert:2", "Other trouble");
        pass(Duration.ofMinutes(7));
        assertThat(hook.received())
                .singleElement()
                .satisfies(push -> assertThat(push.json().path("text").asString())
                        .startsWith("Other trouble\n\nNot delivered by telegram")
                        .contains("Not delivered by email"));

        telegram.start();
        pass(Duration.ofMinutes(2));
        assertThat(telegram.messages())
                .containsExactlyInAnyOrder("<b>Trouble</b>\nwith details", "<b>Other trouble</b>");
    }

    private void post(String key, String text) {
        transaction.executeWithoutResult(status -> notifications.post(Notification.of(key, MessageContent.of(text))));
    }

    private void pass(Duration time) {
        for (long second = 0; second < time.toSeconds(); second += 5) {
            failover.tick();
            sender.tick();
            clock.advance(Duration.ofSeconds(5));
        }
    }
}
