package org.resultsrelay.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.resultsrelay.notify.Notification.Urgency;
import org.resultsrelay.support.AlertTest;
import org.resultsrelay.support.SettableClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** How often a message is told, whatever the channel, the database or a relay does in between. */
@AlertTest
class SenderIT {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @Autowired
    private NotifyProperties properties;

    @Autowired
    private SettableClock clock;

    @Autowired
    private TransactionOperations transaction;

    @Autowired
    private JdbcClient jdbc;

    private final ScriptedChannel channel = new ScriptedChannel("first", true);
    private final Channels channels = new Channels(ScriptedChannel.inOrder(channel), new SimpleMeterRegistry());
    private Notifications notifications;
    private Sender sender;

    @BeforeEach
    void nothingToTell() {
        jdbc.sql("truncate notify_messages, notify_channels").update();
        notifications = new Notifications(jdbc, channels, properties, clock);
        sender = sender();
    }

    private Sender sender() {
        return new Sender(jdbc, channels, properties, clock);
    }

    @Test
    void anUnknownOutcomeIsToldAgainAndSaysSoWhateverComesInBetween() {
        channel.does(new Notifier.Unconfirmed("no answer"));
        channel.does(new Notifier.NotDelivered("refused", false));
        channel.does(new Notifier.RateLimited(SECOND));
        channel.does(new Notifier.NotDelivered("wrong token", true));
        post("Trouble");
        sender.tick();
        assertThat(state()).isEqualTo("UNKNOWN");
        pass(Duration.ofMinutes(15));
        assertThat(state()).isEqualTo("SENT");
        assertThat(channel.got).containsExactly("Trouble (perhaps again)");
    }

    @Test
    void whatSurelyWasNotDeliveredIsToldWithoutAMark() {
        channel.does(new Notifier.NotDelivered("refused", false));
        channel.does(new Notifier.RateLimited(SECOND));
        post("Trouble");
        pass(Duration.ofMinutes(1));
        assertThat(channel.got).containsExactly("Trouble");
    }

    @Test
    void aFailureForNowAndAFailureForGoodAreDifferentStates() {
        channel.does(new Notifier.NotDelivered("away", false));
        channel.does(new Notifier.NotDelivered("wrong token", true));
        post("Trouble");
        sender.tick();
        assertThat(state()).isEqualTo("FAILING");
        pass(Duration.ofSeconds(4));
        assertThat(state()).isEqualTo("GIVEN_UP");
    }

    @Test
    void aChannelThatAsksForDaysIsToldAgainAfterTenMinutes() {
        channel.does(new Notifier.RateLimited(Duration.ofSeconds(999_999)));
        post("Trouble");
        sender.tick();
        clock.advance(Duration.ofMinutes(10).minus(SECOND));
        sender.tick();
        assertThat(channel.got).isEmpty();
        clock.advance(SECOND);
        sender.tick();
        assertThat(channel.got).containsExactly("Trouble");
    }

    @Test
    void whatCameOfAMessageIsRememberedUntilItCanBeStored() {
        channel.deliversAnd(() ->
                jdbc.sql("alter table notify_messages rename to unreachable").update());
        post("Trouble");
        assertThatThrownBy(sender::tick).isInstanceOf(DataAccessException.class);
        assertThatThrownBy(sender::tick).isInstanceOf(DataAccessException.class);
        jdbc.sql("alter table unreachable rename to notify_messages").update();
        pass(Duration.ofMinutes(1));
        assertThat(channel.got).containsExactly("Trouble");
        assertThat(state()).isEqualTo("SENT");
    }

    @Test
    void aThrottleHoldsForAllRelaysTogetherAndAcrossADeath() {
        channel.takesNoMoreThan(new Throttle(1, SECOND), new Throttle(3, Duration.ofMinutes(1)));
        IntStream.range(0, 10).forEach(n -> post("Trouble " + n));
        Sender other = sender();
        sender.tick();
        sender.claim(clock.instant().plus(SECOND));
        for (int second = 0; second < 59; second++) {
            clock.advance(SECOND);
            other.tick();
            sender.tick();
        }
        assertThat(channel.got).hasSize(2); // and the one whose sender died, perhaps
        pass(Duration.ofMinutes(4));
        assertThat(channel.got).hasSize(10).doesNotHaveDuplicates();
    }

    @Test
    void newsOvertakeChangesAndRepliesOvertakeReminders() {
        post("Old trouble");
        pass(SECOND);
        post("Old trouble", "Old trouble, now worse", Urgency.NEWS);
        post("Reminder", "Reminder", Urgency.REMINDER);
        post("Closing", "Closing", Urgency.CLOSING);
        post("New trouble");
        channel.got.clear();
        pass(Duration.ofSeconds(5));
        assertThat(channel.got).containsExactly("New trouble", "Closing", "Reminder", "Old trouble, now worse");
    }

    @Test
    void whatWasKeptForLongEnoughIsForgotten() {
        post("Trouble");
        pass(SECOND);
        MessageRetention retention = new MessageRetention(jdbc, properties, clock);
        clock.advance(properties.retention().minus(SECOND));
        assertThat(retention.tick()).isZero();
        clock.advance(SECOND.plus(SECOND));
        assertThat(retention.tick()).isOne();
    }

    private void post(String text) {
        post(text, text, Urgency.NEWS);
    }

    private void post(String key, String text, Urgency urgency) {
        transaction.executeWithoutResult(
                status -> notifications.post(new Notification(key, key, MessageContent.of(text), urgency, null)));
    }

    private String state() {
        return jdbc.sql("select state from notify_messages").query(String.class).single();
    }

    private void pass(Duration time) {
        for (long second = 0; second < time.toSeconds(); second++) {
            sender.tick();
            clock.advance(SECOND);
        }
    }
}
