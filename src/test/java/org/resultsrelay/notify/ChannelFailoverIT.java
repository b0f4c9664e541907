package org.resultsrelay.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.resultsrelay.notify.Notification.Urgency;
import org.resultsrelay.support.AlertTest;
import org.resultsrelay.support.SettableClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** A relay with a first channel, and a second one for when the first fails; the second cannot edit. */
@AlertTest
class ChannelFailoverIT {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @Autowired
    private NotifyProperties properties;

    @Autowired
    private SettableClock clock;

    @Autowired
    private TransactionOperations transaction;

    @Autowired
    private JdbcClient jdbc;

    private final ScriptedChannel first = new ScriptedChannel("first", true);
    private final ScriptedChannel second = new ScriptedChannel("second", false);
    private final Channels channels = new Channels(ScriptedChannel.inOrder(first, second), new SimpleMeterRegistry());
    private Notifications notifications;
    private Sender sender;
    private ChannelFailover failover;

    @BeforeEach
    void nothingToTell() {
        jdbc.sql("truncate notify_messages, notify_channels").update();
        starts();
        clock.advance(Duration.ofMinutes(1));
    }

    private void starts() {
        notifications = new Notifications(jdbc, channels, properties, clock);
        sender = new Sender(jdbc, channels, properties, clock);
        failover = new ChannelFailover(jdbc, channels, properties, clock);
        failover.tick();
    }

    @Test
    void aFirstChannelThatWorksIsTheOnlyOne() {
        post("alert", "Trouble");
        pass(Duration.ofMinutes(10));
        assertThat(first.got).containsExactly("Trouble");
        assertThat(second.got).isEmpty();
    }

    @Test
    void afterFiveMinutesOfFailureTheSecondChannelTellsOnce() {
        first.isAway(true);
        post("alert", "Trouble");
        pass(Duration.ofSeconds(299));
        assertThat(second.got).isEmpty();
        pass(Duration.ofSeconds(15));
        assertThat(second.got).containsExactly("Trouble\n\nNot delivered by first: away");
        pass(Duration.ofMinutes(30));
        assertThat(second.got).hasSize(1);
    }

    @Test
    void theFirstChannelTellsTooOnceItIsBack() {
        first.isAway(true);
        post("alert", "Trouble");
        pass(Duration.ofMinutes(6));
        first.isAway(false);
        pass(Duration.ofMinutes(2));
        assertThat(first.got).containsExactly("Trouble");
        assertThat(second.got).hasSize(1);
    }

    @Test
    void whatComesWhileTheChannelHasFailedForLongDoesNotWaitAgain() {
        first.isAway(true);
        post("alert", "Trouble");
        pass(Duration.ofMinutes(6));
        post("other", "Other trouble");
        pass(Duration.ofSeconds(15));
        assertThat(second.got).hasSize(2).last().asString().startsWith("Other trouble");
    }

    @Test
    void aMessageThatFailedLongAgoIsNoReasonToGoPastAChannelThatWorks() {
        first.does(new Notifier.NotDelivered("cannot be read", true));
        post("alert", "Trouble that cannot be read");
        pass(Duration.ofMinutes(6));
        second.got.clear();
        post("other", "Other trouble");
        failover.tick();
        pass(Duration.ofSeconds(30));
        assertThat(first.got).contains("Other trouble");
        assertThat(second.got).isEmpty();
    }

    @Test
    void theClosingReachesWhoeverWasToldOfTheOpeningAndChangesDoNot() {
        first.isAway(true);
        post("alert:1", "Trouble");
        pass(Duration.ofMinutes(6));
        first.isAway(false);
        post("alert:1", "More trouble");
        pass(Duration.ofMinutes(2));
        post("alert:over", "Over");
        pass(Duration.ofMinutes(1));
        assertThat(first.got).containsExactly("More trouble", "Over");
        assertThat(second.got).hasSize(2).last().isEqualTo("Over");
        assertThat(behind()).isZero();
    }

    @Test
    void patienceAskedForIsNoReasonToKeepSilent() {
        first.does(new Notifier.RateLimited(Duration.ofHours(1)));
        post("alert", "Trouble");
        pass(Duration.ofMinutes(6));
        assertThat(second.got).containsExactly("Trouble");
    }

    @Test
    void aRelayThatWasAwayItselfTriesTheFirstChannelFirst() {
        first.isAway(true);
        post("alert", "Trouble");
        pass(Duration.ofMinutes(1));
        clock.advance(Duration.ofHours(1));
        first.isAway(false);
        starts();
        pass(Duration.ofMinutes(2));
        assertThat(first.got).containsExactly("Trouble");
        assertThat(second.got).isEmpty();
    }

    @Test
    void withoutTheDatabaseTheOrderIsTheSame() {
        UnstoredMessage unstored = notifications.unstored();
        first.isAway(true);
        for (int i = 0; i < 299; i++) {
            unstored.send("No database", clock.instant());
            clock.advance(SECOND);
        }
        assertThat(second.got).isEmpty();
        clock.advance(SECOND);
        unstored.send("No database", clock.instant());
        unstored.send("No database", clock.instant().plusSeconds(60));
        assertThat(second.got).containsExactly("No database");
        transaction.executeWithoutResult(status -> notifications.post(
                new Notification("a:over", "a", MessageContent.of("Over"), Urgency.NEWS, null), unstored));
        first.isAway(false);
        pass(Duration.ofSeconds(5));
        assertThat(first.got).containsExactly("Over");
    }

    private void post(String key, String text) {
        Notification post = new Notification(key, key.split(":", 2)[0], MessageContent.of(text), Urgency.NEWS, null);
        transaction.executeWithoutResult(status -> notifications.post(post));
    }

    private int behind() {
        return jdbc.sql("select count(*) from notify_messages where sent_revision < wanted_revision")
                .query(Integer.class)
                .single();
    }

    /** Each second as the loops would do. */
    private void pass(Duration time) {
        for (long second = 0; second < time.toSeconds(); second++) {
            failover.tick();
            sender.tick();
            clock.advance(SECOND);
        }
    }
}
