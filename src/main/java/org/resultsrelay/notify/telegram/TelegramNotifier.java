package org.resultsrelay.notify.telegram;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.notify.Letter;
import org.resultsrelay.notify.Notifier;
import org.resultsrelay.notify.Picture;
import org.resultsrelay.notify.Stray;
import org.resultsrelay.notify.Throttle;
import org.resultsrelay.notify.Throttle.Rule;
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
    private final Refusals refusals;
    private final Search search;
    private final String chat;

    private TelegramNotifier(OkHttpClient http, TelegramProperties properties, Clock clock) {
        this.http = http;
        this.bot = new OkHttpTelegramClient(http, properties.token(), properties.server());
        this.refusals = new Refusals(properties.token());
        this.search = new Search(bot, refusals, clock);
        this.chat = properties.home();
    }

    static TelegramNotifier to(TelegramProperties properties, Duration callTimeout, Clock clock) {
        OkHttpClient http = new OkHttpClient.Builder()
                .connectTimeout(CONNECT_TIMEOUT)
                .callTimeout(callTimeout)
                .connectionPool(ONE_CONNECTION_EACH)
                .addInterceptor(new SentOnce())
                .followRedirects(false)
                .build();
        return new TelegramNotifier(http, properties, clock);
    }

    @Override
    public String channel() {
        return "telegram";
    }

    /** Telegram allows about 1 message a second to a chat, and 20 a minute to a group or a channel. */
    @Override
    public Throttle throttle(String destination) {
        return chatOf(destination).matches("\\d+") ? CHAT : GROUP;
    }

    @Override
    public Sent tell(Letter letter) {
        String to = chatOf(letter.destination());
        String standing = letter.messageId();
        return standing != null && standing.startsWith(to + "/")
                ? edit(letter, to, number(standing))
                : send(letter, to);
    }

    /** Without a known earlier message there is no number to begin with. */
    @Override
    public Optional<Sent> find(Stray stray, Predicate<String> taken) {
        String to = chatOf(stray.letter().destination());
        return stray.after().startsWith(to + "/")
                ? search.find(stray, to, number(stray.after()), taken)
                : Optional.empty();
    }

    /** {@code telegram} is the administrator's chat, {@code telegram:1001} another. */
    private String chatOf(String destination) {
        int colon = destination.indexOf(':');
        return colon < 0 ? chat : destination.substring(colon + 1);
    }

    private static Integer number(String messageId) {
        return Integer.valueOf(messageId.substring(messageId.indexOf('/') + 1));
    }

    private Sent send(Letter letter, String to) {
        Picture picture = letter.content().picture();
        try {
            Message sent = picture == null
                    ? bot.execute(message(letter, to))
                    : bot.execute(Photo.of(letter, to, picture, answered(letter, to)));
            return new Delivered(to + "/" + sent.getMessageId());
        } catch (TelegramApiException e) {
            return refusals.outcome(e);
        }
    }

    private SendMessage message(Letter letter, String to) {
        return SendMessage.builder()
                .chatId(to)
                .text(Html.of(letter.content().text()))
                .parseMode(ParseMode.HTML)
                .linkPreviewOptions(NO_PREVIEW)
                .replyMarkup(Keyboard.of(letter.content().buttons()))
                .replyParameters(answered(letter, to))
                .build();
    }

    private static @Nullable ReplyParameters answered(Letter letter, String to) {
        String answers = letter.answers();
        return answers == null || !answers.startsWith(to + "/")
                ? null
                : ReplyParameters.builder()
                        .messageId(number(answers))
                        .allowSendingWithoutReply(true)
                        .build();
    }

    private Sent edit(Letter letter, String to, Integer number) {
        String standing = to + "/" + number;
        try {
            bot.execute(Edit.of(letter, to, number));
            return new Delivered(standing);
        } catch (TelegramApiException e) {
            return refusals.unchanged(e)
                    ? new Delivered(standing)
                    : refusals.gone(e) ? new Missing() : refusals.outcome(e);
        }
    }

    /** Its threads would outlive the relay by a minute otherwise. */
    @Override
    public void destroy() {
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }
}
