package org.resultsrelay.notify.telegram;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.notify.Notifier;
import org.resultsrelay.notify.OutboundMessage;
import org.resultsrelay.notify.Picture;
import org.resultsrelay.notify.Throttle;
import org.resultsrelay.notify.Throttle.Rule;
import org.resultsrelay.notify.UnconfirmedMessage;
import org.springframework.beans.factory.DisposableBean;
import org.telegram.telegrambots.client.okhttp.OkHttpTelegramClient;
import org.telegram.telegrambots.meta.api.methods.ParseMode;
import org.telegram.telegrambots.meta.api.methods.send.SendMessage;
import org.telegram.telegrambots.meta.api.objects.LinkPreviewOptions;
import org.telegram.telegrambots.meta.api.objects.ReplyParameters;
import org.telegram.telegrambots.meta.api.objects.message.Message;
import org.telegram.telegrambots.meta.exceptions.TelegramApiException;

/**
 * Writes to one chat. The name of a delivered message carries its chat, so that after a change of chat nothing of another
 * one is edited by accident.
 */
class TelegramNotifier implements Notifier, DisposableBean {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    /** Of a message written into a kept connection that has died meanwhile, nobody could tell whether it arrived. */
    private static final ConnectionPool ONE_CONNECTION_EACH = new ConnectionPool(0, 1, TimeUnit.SECONDS);

    private static final Rule A_SECOND = new Rule(1, Duration.ofSeconds(1));
    private static final Throttle CHAT = Throttle.of(A_SECOND);
    private static final Throttle GROUP = Throttle.of(A_SECOND, new Rule(20, Duration.ofMinutes(1)));
    static final LinkPreviewOptions NO_PREVIEW =
            LinkPreviewOptions.builder().isDisabled(true).build();

    private final OkHttpClient http;
    private final OkHttpTelegramClient bot;
    private final TelegramErrors refusals;
    private final Search search;
    private final TelegramProperties properties;
    private final MovedChats moved;

    private TelegramNotifier(OkHttpClient http, TelegramProperties properties, MovedChats moved, Clock clock) {
        this.http = http;
        this.bot = new OkHttpTelegramClient(http, properties.token(), properties.server());
        this.refusals = new TelegramErrors(properties.token());
        this.search = new Search(bot, refusals, clock);
        this.properties = properties;
        this.moved = moved;
    }

    static TelegramNotifier to(TelegramProperties properties, MovedChats moved, Duration callTimeout, Clock clock) {
        OkHttpClient http = new OkHttpClient.Builder()
                .connectTimeout(CONNECT_TIMEOUT)
                .callTimeout(callTimeout)
                .connectionPool(ONE_CONNECTION_EACH)
                .addInterceptor(new SentOnce())
                .followRedirects(false)
                .build();
        return new TelegramNotifier(http, properties, moved, clock);
    }

    @Override
    public String channel() {
        return "telegram";
    }

    /** Telegram allows about 1 message a second to a chat, and 20 a minute to a group or a channel. */
    @Override
    public Throttle throttle(String destination) {
        return address(destination).chat().matches("\\d+") ? CHAT : GROUP;
    }

    /** A group that has become a supergroup has another number, and the messages in it have others too: all is sent anew. */
    @Override
    public SendOutcome tell(OutboundMessage outbound) {
        Address to = address(outbound.destination());
        try {
            return told(outbound, to);
        } catch (TelegramApiException e) {
            return refusals.movedTo(e)
                    .map(chat -> {
                        moved.note(to.chat(), chat);
                        return toldIn(outbound, to.in(chat));
                    })
                    .orElseGet(() -> refusals.outcome(e));
        }
    }

    private SendOutcome toldIn(OutboundMessage outbound, Address to) {
        try {
            return told(outbound, to);
        } catch (TelegramApiException e) {
            return refusals.outcome(e);
        }
    }

    private SendOutcome told(OutboundMessage outbound, Address to) throws TelegramApiException {
        String standing = outbound.messageId();
        return standing != null && to.holds(standing) ? edit(outbound, to, number(standing)) : send(outbound, to);
    }

    /** Without a known earlier message there is no number to begin with. */
    @Override
    public Optional<SendOutcome> find(UnconfirmedMessage stray, Predicate<String> taken) {
        Address to = address(stray.outbound().destination());
        return to.holds(stray.after()) ? search.find(stray, to.chat(), number(stray.after()), taken) : Optional.empty();
    }

    private Address address(String destination) {
        return Address.of(destination, properties, moved);
    }

    private static Integer number(String messageId) {
        return Integer.valueOf(messageId.substring(messageId.indexOf('/') + 1));
    }

    private SendOutcome send(OutboundMessage outbound, Address to) throws TelegramApiException {
        Picture picture = outbound.content().picture();
        Message sent = picture == null
                ? bot.execute(message(outbound, to))
                : bot.execute(Photo.of(outbound, to, picture, answered(outbound, to)));
        return new Delivered(to.name(sent.getMessageId()));
    }

    private static SendMessage message(OutboundMessage outbound, Address to) {
        return SendMessage.builder()
                .chatId(to.chat())
                .messageThreadId(to.topic())
                .text(Html.of(outbound.content().text()))
                .parseMode(ParseMode.HTML)
                .linkPreviewOptions(NO_PREVIEW)
                .replyMarkup(Keyboard.of(outbound.content().buttons()))
                .replyParameters(answered(outbound, to))
                .build();
    }

    private static @Nullable ReplyParameters answered(OutboundMessage outbound, Address to) {
        String answers = outbound.answers();
        return answers == null || !to.holds(answers)
                ? null
                : ReplyParameters.builder()
                        .messageId(number(answers))
                        .allowSendingWithoutReply(true)
                        .build();
    }

    private SendOutcome edit(OutboundMessage outbound, Address to, Integer number) throws TelegramApiException {
        try {
            bot.execute(Edit.of(outbound, to.chat(), number));
        } catch (TelegramApiException e) {
            if (refusals.gone(e)) {
                return new Missing();
            }
            if (!refusals.unchanged(e)) {
                throw e;
            }
        }
        return new Delivered(to.name(number));
    }

    /** Its threads would outlive the relay by a minute otherwise. */
    @Override
    public void destroy() {
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }
}
