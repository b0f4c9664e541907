package org.resultsrelay.notify.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.resultsrelay.notify.MessageContent;
import org.resultsrelay.notify.Notifier;
import org.resultsrelay.notify.Notifier.Delivered;
import org.resultsrelay.notify.Notifier.NotDelivered;
import org.resultsrelay.notify.Notifier.OutboundMessage;
import org.resultsrelay.notify.Notifier.RateLimited;
import org.resultsrelay.notify.Notifier.Unconfirmed;
import org.resultsrelay.notify.NotifierContract;
import org.resultsrelay.notify.Throttle;
import org.resultsrelay.support.FakeMessage;
import org.resultsrelay.support.FakePerson;
import org.resultsrelay.support.FakeTelegram;
import org.resultsrelay.support.NoDatabase;
import org.springframework.web.util.HtmlUtils;

class TelegramNotifierTests extends NotifierContract {

    private static final FakePerson ANA = new FakePerson(7, "ana");

    private final FakeTelegram telegram = FakeTelegram.started();
    private final TelegramNotifier notifier = to(FakeTelegram.TOKEN, FakeTelegram.CHAT, telegram.url());

    @AfterEach
    void close() {
        notifier.destroy();
        telegram.close();
    }

    @Test
    void theHeadlineIsBoldAndTheRestIsEscaped() {
        delivered("Trouble & more\n<b>no</b>");
        assertThat(telegram.messages()).containsExactly("<b>Trouble &amp; more</b>\n&lt;b&gt;no&lt;/b&gt;");
    }

    @Test
    void aMessageIsEditedInPlace() {
        String id = delivered("Trouble");
        notifier.send(inPlaceOf(id, "Over"));
        assertThat(telegram.messages()).containsExactly("<b>Over</b>");
        assertThat(telegram.requests()).containsExactly("sendmessage", "editmessagetext");
    }

    @Test
    void aDeletedMessageIsMissing() {
        String id = delivered("Trouble");
        telegram.deletesMessages();
        assertThat(notifier.send(inPlaceOf(id, "Over"))).isInstanceOf(Notifier.Missing.class);
        assertThat(telegram.messages()).isEmpty();
    }

    @Test
    void aMessageOfAnotherChatIsNotEdited() {
        delivered("Trouble");
        notifier.send(inPlaceOf("999/1", "Over"));
        assertThat(telegram.messages()).containsExactly("<b>Trouble</b>", "<b>Over</b>");
    }

    @Test
    void aGroupThatBecameASupergroupIsFollowedAndAllIsSentAnew() {
        String group = "telegram:-500";
        telegram.says(ANA, "-500", "hm");
        Delivered first = (Delivered) notifier.send(OutboundMessage.of(group, "key", MessageContent.of("Trouble")));
        telegram.becomesSupergroup(ANA, "-500", "-100500");
        OutboundMessage over =
                new OutboundMessage(group, "key", 2, MessageContent.of("Over"), first.messageId(), first.messageId());
        Delivered moved = assertInstanceOf(Delivered.class, notifier.send(over));
        assertThat(moved.messageId()).startsWith("-100500/");
        OutboundMessage again =
                new OutboundMessage(group, "key", 3, MessageContent.of("Again"), moved.messageId(), null);
        assertThat(notifier.send(again)).isEqualTo(moved);
        assertThat(telegram.messages("-100500")).containsExactly("<b>Again</b>");
        assertThat(telegram.requests())
                .containsExactly("sendmessage", "editmessagetext", "sendmessage", "editmessagetext");
    }

    @Test
    void alertsGoIntoTheirTopicAndAnswersIntoTheirs() {
        telegram.opensTopic("-1002", 7);
        telegram.opensTopic("-1002", 8);
        TelegramNotifier forum = new TelegramNotifier(
                new TelegramProperties(
                        FakeTelegram.TOKEN, "-1002", "7", telegram.url(), List.of(), true, Duration.ZERO),
                new MovedChats(NoDatabase.client()),
                Duration.ofSeconds(20));
        forum.send(message("Alert"));
        forum.send(message("Digest"));
        forum.send(OutboundMessage.of("telegram:-1002:8", "reply", MessageContent.of("Answer")));
        forum.send(OutboundMessage.of("telegram:-1002", "reply", MessageContent.of("General")));
        assertThat(telegram.in("-1002")).extracting(FakeMessage::topic).containsExactly(7, 7, 8, null);
        NotDelivered closed = assertInstanceOf(
                NotDelivered.class,
                forum.send(OutboundMessage.of("telegram:-1002:9", "reply", MessageContent.of("Answer"))));
        assertThat(closed.reason()).contains("message thread not found", "RELAY_TELEGRAM_TOPIC_ID");
        forum.destroy();
    }

    @Test
    void theAskedForPatienceIsKept() {
        telegram.throttlesOnce(37);
        assertThat(notifier.send(message("Trouble"))).isEqualTo(new RateLimited(Duration.ofSeconds(37)));
    }

    @Test
    void notEvenTelegramGetsMoreThanTenMinutes() {
        telegram.throttlesOnce(999_999);
        RateLimited throttled = assertInstanceOf(RateLimited.class, notifier.send(message("Trouble")));
        assertThat(throttled.retryAfter()).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void afterAServerErrorNobodyKnowsWhetherItWasTaken() {
        telegram.failsOnce(500, "Internal Server Error");
        assertThat(unknown(notifier)).contains("500");
        telegram.answersHtmlOnce();
        assertThat(unknown(notifier)).contains("did not answer properly");
    }

    @Test
    void afterNoAnswerNobodyKnowsWhetherItWasTaken() {
        TelegramNotifier impatient = to(FakeTelegram.TOKEN, FakeTelegram.CHAT, telegram.url(), Duration.ofMillis(300));
        telegram.hangsOnce();
        assertThat(unknown(impatient)).contains("did not answer").doesNotContain(FakeTelegram.TOKEN);
        impatient.destroy();
    }

    @Test
    void aConnectionThatBreaksBeforeTheAnswerIsNoReasonToSendAgainUnasked() {
        delivered("First"); // leaves a connection that is kept alive
        telegram.breaksOffOnce();
        assertThat(unknown(notifier)).contains("did not answer properly");
        assertThat(telegram.messages()).containsExactly("<b>First</b>", "<b>Trouble</b>");
        assertThat(telegram.requests()).hasSize(2);
    }

    @Test
    void whatNeverReachedTelegramWasSurelyNotTaken() {
        telegram.stop();
        NotDelivered refused = failure(notifier);
        assertThat(refused.permanent()).isFalse();
        assertThat(refused.reason()).contains("cannot be reached").doesNotContain(FakeTelegram.TOKEN);
        NotDelivered nowhere = failure(to(FakeTelegram.TOKEN, FakeTelegram.CHAT, URI.create("http://nowhere.invalid")));
        assertThat(nowhere.permanent()).isFalse();
    }

    @Test
    void aWrongTokenNeedsAPersonAndIsNotRepeated() {
        NotDelivered failed = failure(to("4711:wrong-one", FakeTelegram.CHAT, telegram.url()));
        assertThat(failed.permanent()).isTrue();
        assertThat(failed.reason()).contains("RELAY_TELEGRAM_BOT_TOKEN").doesNotContain("wrong-one");
    }

    @Test
    void aWrongChatNeedsAPerson() {
        NotDelivered failed = failure(to(FakeTelegram.TOKEN, "999", telegram.url()));
        assertThat(failed.permanent()).isTrue();
        assertThat(failed.reason()).contains("chat not found").contains("RELAY_TELEGRAM_CHAT_ID");
    }

    @Test
    void aChatThatRemovedTheBotNeedsAPerson() {
        telegram.failsOnce(403, "Forbidden: bot was blocked by the user");
        NotDelivered failed = failure(notifier);
        assertThat(failed.permanent()).isTrue();
        assertThat(failed.reason()).contains("bot was blocked").contains("unblock");
    }

    @Test
    void aPersonTakesOneMessageASecondAndAGroupTwentyAMinute() {
        assertThat(notifier.throttles("telegram")).containsExactly(new Throttle(1, Duration.ofSeconds(1)));
        assertThat(notifier.throttles("telegram:-1001"))
                .containsExactly(new Throttle(1, Duration.ofSeconds(1)), new Throttle(20, Duration.ofMinutes(1)));
    }

    private static String unknown(Notifier notifier) {
        return assertInstanceOf(Unconfirmed.class, notifier.send(message("Trouble")))
                .reason();
    }

    private static NotDelivered failure(Notifier notifier) {
        return assertInstanceOf(NotDelivered.class, notifier.send(message("Trouble")));
    }

    private static TelegramNotifier to(String token, String chat, URI server) {
        return to(token, chat, server, Duration.ofSeconds(20));
    }

    private static TelegramNotifier to(String token, String chat, URI server, Duration callTimeout) {
        return new TelegramNotifier(
                new TelegramProperties(token, chat, null, server, List.of(), true, Duration.ZERO),
                new MovedChats(NoDatabase.client()),
                callTimeout);
    }

    @Override
    protected Notifier notifier() {
        return notifier;
    }

    @Override
    protected List<String> seen() {
        return telegram.messages().stream()
                .map(html -> HtmlUtils.htmlUnescape(html.replaceAll("</?b>", "")))
                .toList();
    }
}
