package org.resultsrelay.notify.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.resultsrelay.notify.ChatHandler;
import org.resultsrelay.notify.IncomingMessage;
import org.resultsrelay.notify.IncomingMessage.ButtonPress;
import org.resultsrelay.notify.IncomingMessage.ChatPlace;
import org.resultsrelay.notify.IncomingMessage.WrittenMessage;
import org.resultsrelay.notify.MessageContent;
import org.resultsrelay.notify.MessageContent.Button;
import org.resultsrelay.notify.Notification;
import org.resultsrelay.notify.Notifications;
import org.resultsrelay.scheduling.Tick;
import org.resultsrelay.support.AlertTest;
import org.resultsrelay.support.FakePerson;
import org.resultsrelay.support.FakeTelegram;
import org.resultsrelay.support.SettableClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

@AlertTest
class PollerIT {

    private static final FakePerson ANA = new FakePerson(7, "ana");
    private static final Duration LEASE = Duration.ofSeconds(61);

    @Autowired
    private Notifications notifications;

    @Autowired
    @Qualifier("sender")
    private Tick sender;

    @Autowired
    private FakeTelegram telegram;

    @Autowired
    private SettableClock clock;

    @Autowired
    private TransactionOperations transactions;

    @Autowired
    private JdbcClient jdbc;

    private final List<TelegramUpdates> ears = new ArrayList<>();
    private final Echo echo = new Echo();

    /** Repeats what it hears; a mine goes off. */
    private static final class Echo implements ChatHandler {

        private final List<String> heard = new ArrayList<>();
        private final List<ChatPlace> places = new ArrayList<>();
        private int menus;

        @Override
        public List<Command> commands() {
            menus++;
            return List.of(new Command("help", "what you can ask"));
        }

        @Override
        public ChatReply handle(IncomingMessage message) {
            String said = switch (message) {
                case WrittenMessage written -> written.text();
                case ButtonPress pressed -> pressed.action();
            };
            places.add(message.in());
            heard.add(said + (message.late() ? " (late)" : ""));
            if (said.equals("mine")) {
                throw new IllegalStateException("went off");
            }
            return new ChatReply(MessageContent.of("Heard " + said), "toast for " + said);
        }
    }

    @BeforeEach
    void nobodyListens() {
        jdbc.sql("truncate notify_messages, notify_channels, telegram_pollers").update();
        telegram.reset();
    }

    @AfterEach
    void close() {
        ears.forEach(TelegramUpdates::destroy);
    }

    private Poller relay() {
        return relay(Duration.ZERO);
    }

    private Poller relay(Duration wait) {
        return relay(FakeTelegram.CHAT, wait);
    }

    private Poller relay(String home, Duration wait) {
        TelegramProperties properties = new TelegramProperties(
                FakeTelegram.TOKEN, home, null, URI.create(telegram.url().toString()), List.of(), true, wait);
        MovedChats moved = new MovedChats(jdbc);
        TelegramUpdates telegramUpdates = new TelegramUpdates(properties);
        ears.add(telegramUpdates);
        return new Poller(inbox(properties), telegramUpdates, new UpdateReader(properties, moved), echo, clock);
    }

    private UpdateInbox inbox(TelegramProperties properties) {
        return new UpdateInbox(jdbc, properties, echo, notifications, transactions);
    }

    private void send() {
        clock.advance(Duration.ofSeconds(3));
        sender.tick();
    }

    @Test
    void whatIsSaidIsAnsweredInItsChat() {
        telegram.says(ANA, FakeTelegram.CHAT, "hello <b>");
        telegram.says(ANA, ANA.chat(), "alone");
        assertThat(relay().tick()).isEqualTo(2);
        send();
        send();
        assertThat(telegram.messages()).containsExactly("<b>Heard hello &lt;b&gt;</b>");
        assertThat(telegram.messages(ANA.chat())).containsExactly("<b>Heard alone</b>");
    }

    @Test
    void whatIsForAnotherBotIsNotHeardAndTheOwnNameIsAskedForUntilItIsKnown() {
        telegram.says(ANA, FakeTelegram.CHAT, "/pause@other_bot acme");
        telegram.says(ANA, FakeTelegram.CHAT, "/pause@" + FakeTelegram.BOT.toUpperCase(Locale.ROOT) + " acme");
        telegram.failsOnce("getme", 502, "Bad Gateway");
        Poller relay = relay();
        relay.tick();
        assertThat(echo.heard).isEmpty();
        relay.tick();
        assertThat(echo.heard).containsExactly("/pause@RESULTS_RELAY_BOT acme");
    }

    @Test
    void aCommandInATopicIsAnsweredThere() {
        telegram.says(ANA, "-100200", 7, "hello");
        relay().tick();
        send();
        assertThat(telegram.in("-100200")).singleElement().satisfies(answer -> {
            assertThat(answer.text()).contains("Heard hello");
            assertThat(answer.topic()).isEqualTo(7);
        });
    }

    @Test
    void aGroupThatBecameASupergroupIsKnownByItsNewNumberAfterARestartToo() {
        jdbc.sql("truncate telegram_moved_chats").update();
        telegram.becomesSupergroup(ANA, "-500", "-100500");
        telegram.becomesSupergroup(ANA, "-600", "-100600"); // somebody else's
        relay("-500", Duration.ZERO).tick();
        assertThat(jdbc.sql("select chat || ' ' || moved_to from telegram_moved_chats")
                        .query(String.class)
                        .list())
                .containsExactly("-500 -100500");
        clock.advance(LEASE);
        telegram.says(ANA, "-100500", "hello");
        relay("-500", Duration.ZERO).tick();
        assertThat(echo.places).containsExactly(new ChatPlace("telegram", true, false));
        assertThat(telegram.menu("-100500")).isNotEmpty();
    }

    @Test
    void theCommandsAreRegisteredWhereTheyCanBeUsed() {
        relay().tick();
        assertThat(telegram.menu(FakeTelegram.CHAT)).containsExactly("help - what you can ask");
    }

    @Test
    void theCommandsAreRegisteredOnceWhenTelegramIsThere() {
        Poller relay = relay();
        for (int i = 0; i < 3; i++) {
            telegram.failsOnce("getupdates", 502, "Bad Gateway");
            relay.tick();
        }
        assertThat(echo.menus).isZero();
        relay.tick();
        relay.tick();
        assertThat(echo.menus).isEqualTo(1);
    }

    @Test
    void anUpdateIsActedOnOnceAcrossACrash() {
        telegram.says(ANA, FakeTelegram.CHAT, "once");
        relay().tick();
        clock.advance(LEASE);
        relay().tick();
        assertThat(echo.heard).containsExactly("once");
    }

    @Test
    void aPressThatTheCrashedRelayDidNotAnswerIsAnswered() {
        FakeTelegram fake = telegram;
        withAButton();
        fake.presses(ANA, "Press");
        fake.failsOnce("answercallbackquery", 500, "Internal Server Error");
        relay().tick();
        assertThat(fake.unanswered()).isEqualTo(1);
        clock.advance(LEASE);
        relay().tick();
        assertThat(fake.unanswered()).isZero();
        assertThat(echo.heard).containsExactly("act:1");
    }

    @Test
    void aPressGetsItsToast() {
        withAButton();
        telegram.presses(ANA, "Press");
        relay().tick();
        assertThat(telegram.toasts()).containsExactly("toast for act:1");
    }

    @Test
    void aDefectInOneUpdateDoesNotStopTheOthers() {
        telegram.says(ANA, FakeTelegram.CHAT, "mine");
        telegram.says(ANA, FakeTelegram.CHAT, "after it");
        Poller relay = relay();
        relay.tick();
        relay.tick();
        send();
        send();
        assertThat(echo.heard).containsExactly("mine", "after it");
        assertThat(telegram.messages())
                .containsExactly(
                        "<b>That failed inside the relay, and nothing was done. Its log says why.</b>",
                        "<b>Heard after it</b>");
    }

    @Test
    void oneListensAndAnotherTakesOver() {
        Poller one = relay();
        Poller other = relay();
        one.tick();
        long polls = telegram.polls();
        other.tick();
        assertThat(telegram.polls()).isEqualTo(polls);
        clock.advance(LEASE);
        other.tick();
        assertThat(telegram.polls()).isEqualTo(polls + 1);
        one.tick();
        assertThat(telegram.polls()).isEqualTo(polls + 1);
    }

    @Test
    void whoStopsLetsAnotherListenAtOnce() {
        Poller one = relay();
        one.tick();
        one.interrupt();
        long polls = telegram.polls();
        relay().tick();
        assertThat(telegram.polls()).isEqualTo(polls + 1);
    }

    @Test
    void whoHasLostTheLeaseDoesNothingMore() {
        telegram.says(ANA, FakeTelegram.CHAT, "twice?");
        Poller one = relay();
        UpdateInbox asleep = inbox(new TelegramProperties(
                FakeTelegram.TOKEN, FakeTelegram.CHAT, null, telegram.url(), List.of(), true, Duration.ZERO));
        asleep.take(clock.instant());
        clock.advance(LEASE);
        one.tick();
        assertThat(asleep.handle(10_000, Optional.empty(), clock.instant())).isEmpty();
        assertThat(echo.heard).containsExactly("twice?");
    }

    @Test
    void onConflictItStepsBackAndComesAgain() {
        telegram.failsOnce("getupdates", 409, "Conflict: terminated by other getUpdates request");
        telegram.says(ANA, FakeTelegram.CHAT, "hello");
        Poller relay = relay();
        relay.tick();
        assertThat(relay.every()).isEqualTo(Duration.ofSeconds(5));
        relay.tick();
        assertThat(echo.heard).containsExactly("hello");
    }

    @Test
    void theAskedForPatienceIsKept() {
        telegram.throttlesOnce("getupdates", 17);
        Poller relay = relay();
        relay.tick();
        assertThat(relay.every()).isEqualTo(Duration.ofSeconds(17));
        telegram.throttlesOnce("getupdates", 999_999);
        relay.tick();
        assertThat(relay.every()).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void stoppingDoesNotWaitForTheLongPoll() {
        Poller relay = relay(Duration.ofSeconds(50));
        relay.tick(); // the first one does not wait
        long polls = telegram.polls();
        CompletableFuture<Integer> tick = CompletableFuture.supplyAsync(relay::tick);
        await().untilAsserted(() -> assertThat(telegram.polls()).isGreaterThan(polls));
        relay.interrupt();
        await().until(tick::isDone); // sooner than the poll ends by itself
    }

    @Test
    void whatCameLongAgoIsLate() {
        telegram.says(ANA, FakeTelegram.CHAT, "old");
        clock.advance(Duration.ofMinutes(11));
        telegram.says(ANA, FakeTelegram.CHAT, "new");
        relay().tick();
        assertThat(echo.heard).containsExactly("old (late)", "new");
    }

    @Test
    void aPressAfterALongAbsenceIsLate() {
        withAButton();
        Poller relay = relay();
        relay.tick();
        clock.advance(Duration.ofMinutes(6));
        telegram.presses(ANA, "Press");
        relay.tick();
        telegram.presses(ANA, "Press");
        relay.tick();
        assertThat(echo.heard).containsExactly("act:1 (late)", "act:1");
    }

    @Test
    void afterAWeekOfSilenceTelegramMayCountAnew() {
        Poller relay = relay();
        telegram.says(ANA, FakeTelegram.CHAT, "before");
        relay.tick();
        telegram.countsUpdatesAnew();
        clock.advance(Duration.ofDays(7));
        telegram.says(ANA, FakeTelegram.CHAT, "after");
        relay.tick();
        assertThat(echo.heard).containsExactly("before", "after");
    }

    private void withAButton() {
        MessageContent content = MessageContent.of("Press it").with(List.of(List.of(new Button("Press", "act:1"))));
        transactions.executeWithoutResult(status -> notifications.post(Notification.of("pressable", content)));
        send();
    }
}
