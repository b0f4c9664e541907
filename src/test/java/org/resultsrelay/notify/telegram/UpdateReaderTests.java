package org.resultsrelay.notify.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.resultsrelay.notify.IncomingMessage;
import org.resultsrelay.notify.IncomingMessage.ButtonPress;
import org.resultsrelay.notify.IncomingMessage.ChatPlace;
import org.resultsrelay.support.NoDatabase;
import org.telegram.telegrambots.meta.api.objects.CallbackQuery;
import org.telegram.telegrambots.meta.api.objects.Update;
import org.telegram.telegrambots.meta.api.objects.User;
import org.telegram.telegrambots.meta.api.objects.chat.Chat;
import org.telegram.telegrambots.meta.api.objects.message.Message;
import org.telegram.telegrambots.meta.api.objects.messageorigin.MessageOriginHiddenUser;

class UpdateReaderTests {

    private static final Instant NOW = Instant.parse("2026-11-21T10:42:00Z");

    private static final String ME = "relay_bot";

    private static UpdateReader updates(String home, String... allowed) {
        return inTopic(null, home, allowed);
    }

    private static UpdateReader inTopic(@Nullable String topic, String home, String... allowed) {
        return new UpdateReader(
                new TelegramProperties(
                        "1:secret", home, topic, URI.create("http://127.0.0.1"), List.of(allowed), true, Duration.ZERO),
                new MovedChats(NoDatabase.client()));
    }

    private static Update said(long chat, String type, @Nullable String name, boolean bot) {
        Message message = new Message();
        message.setChat(Chat.builder().id(chat).type(type).userName(name).build());
        message.setFrom(User.builder().id(7L).firstName("Ana").isBot(bot).build());
        message.setDate(Math.toIntExact(NOW.getEpochSecond()));
        message.setText("/help");
        Update update = new Update();
        update.setUpdateId(1);
        update.setMessage(message);
        return update;
    }

    private static ChatPlace place(UpdateReader updates, Update update) {
        return updates.read(update, NOW, false, ME).orElseThrow().in();
    }

    @Test
    void theChatOfTheAlertsIsKnownByItsNumberOrItsName() {
        ChatPlace home = new ChatPlace("telegram", true, false);
        assertThat(place(updates("-1001"), said(-1001, "supergroup", null, false)))
                .isEqualTo(home);
        assertThat(place(updates("@Admins"), said(-1001, "supergroup", "admins", false)))
                .isEqualTo(home);
    }

    @Test
    void aTopicIsAPlaceOfItsOwn() {
        assertThat(place(updates("-1001"), in(7, true)).destination()).isEqualTo("telegram:-1001:7");
        assertThat(place(updates("@Admins"), in(7, true)).destination()).isEqualTo("telegram:@Admins:7");
        assertThat(place(inTopic("7", "-1001"), in(7, true)).destination()).isEqualTo("telegram");
        assertThat(place(inTopic("7", "-1001"), in(8, true)).destination()).isEqualTo("telegram:-1001:8");
        assertThat(place(inTopic("7", "-1001"), said(-1001, "supergroup", null, false))
                        .destination())
                .isEqualTo("telegram:-1001");
        assertThat(place(updates("-1001"), in(17, false)).destination())
                .as("a thread of replies is no topic")
                .isEqualTo("telegram");
    }

    private static Update in(int thread, boolean topic) {
        Update update = said(-1001, "supergroup", "admins", false);
        update.getMessage().setMessageThreadId(thread);
        update.getMessage().setIsTopicMessage(topic ? true : null);
        return update;
    }

    @Test
    void whatIsForAnotherBotIsNotForUs() {
        Update update = said(-1001, "supergroup", null, false);
        for (String ours : List.of("/help", "/help@relay_bot", "/help@Relay_Bot acme", "mail ana@other_bot")) {
            update.getMessage().setText(ours);
            assertThat(updates("-1001").read(update, NOW, false, ME)).as(ours).isPresent();
        }
        update.getMessage().setText("/pause@other_bot acme");
        assertThat(updates("-1001").read(update, NOW, false, ME)).isEmpty();
    }

    @Test
    void whatSomebodyElseWroteIsNoCommandOfWhoeverPassesItOn() {
        Update forwarded = said(-1001, "supergroup", null, false);
        forwarded
                .getMessage()
                .setForwardOrigin(MessageOriginHiddenUser.builder()
                        .date(1)
                        .senderUserName("Mallory")
                        .build());
        assertThat(updates("-1001").read(forwarded, NOW, false, ME)).isEmpty();
        Update posted = said(-1001, "supergroup", null, false);
        posted.getMessage().setIsAutomaticForward(true);
        assertThat(updates("-1001").read(posted, NOW, false, ME)).isEmpty();
        Update picked = said(-1001, "supergroup", null, false);
        picked.getMessage()
                .setViaBot(
                        User.builder().id(8L).firstName("Other bot").isBot(true).build());
        assertThat(updates("-1001").read(picked, NOW, false, ME)).isEmpty();
    }

    @Test
    void otherChatsAreAllowedOnlyIfTheyAreNamed() {
        UpdateReader updates = updates("-1001", "-1002", "@second");
        assertThat(place(updates, said(-1002, "group", null, false)))
                .isEqualTo(new ChatPlace("telegram:-1002", true, false));
        assertThat(place(updates, said(-1003, "supergroup", "SECOND", false)).allowed())
                .isTrue();
        assertThat(place(updates, said(-1004, "supergroup", "third", false)).allowed())
                .isFalse();
        assertThat(place(updates, said(7, "private", "ana", false)))
                .isEqualTo(new ChatPlace("telegram:7", false, true));
    }

    @Test
    void botsAndAnonymousAdministratorsAreNotHeard() {
        assertThat(updates("-1001").read(said(-1001, "supergroup", null, true), NOW, false, ME))
                .isEmpty();
    }

    @Test
    void aPressUnderAMessageThatIsGoneIsStillThePersons() {
        CallbackQuery query = new CallbackQuery();
        query.setId("q1");
        query.setFrom(User.builder().id(7L).firstName("Ana").isBot(false).build());
        query.setData("ack:17");
        Update update = new Update();
        update.setUpdateId(1);
        update.setCallbackQuery(query);
        Optional<IncomingMessage> read = updates("-1001").read(update, NOW, false, ME);
        assertThat(read.orElseThrow()).isInstanceOf(ButtonPress.class);
        assertThat(read.orElseThrow().in()).isEqualTo(new ChatPlace("telegram:7", false, true));
    }

    @Test
    void whatIsNoTextIsNotForUs() {
        Update picture = said(-1001, "group", null, false);
        picture.getMessage().setText(null);
        assertThat(updates("-1001").read(picture, NOW, false, ME)).isEmpty();
        assertThat(updates("-1001").read(new Update(), NOW, false, ME)).isEmpty();
    }
}
