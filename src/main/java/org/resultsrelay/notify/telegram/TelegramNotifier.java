package org.resultsrelay.notify.telegram;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.notify.MessageContent.Button;
import org.resultsrelay.notify.Notifier;
import org.resultsrelay.notify.Notifier.OutboundMessage;
import org.resultsrelay.notify.Throttle;
import org.springframework.beans.factory.DisposableBean;
import org.telegram.telegrambots.client.okhttp.OkHttpTelegramClient;
import org.telegram.telegrambots.meta.api.methods.ParseMode;
import org.telegram.telegrambots.meta.api.methods.send.SendMessage;
import org.telegram.telegrambots.meta.api.methods.updatingmessages.EditMessageText;
import org.telegram.telegrambots.meta.api.objects.LinkPreviewOptions;
import org.telegram.telegrambots.meta.api.objects.ReplyParameters;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.InlineKeyboardMarkup;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.buttons.InlineKeyboardButton;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.buttons.InlineKeyboardRow;
import org.telegram.telegrambots.meta.exceptions.TelegramApiException;

/**
 * Writes to one chat. The id of a delivered message includes its chat, so that after a change of chat no message of
 * another one is edited by accident.
 */
class TelegramNotifier implements Notifier, DisposableBean {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    /** If a message is written into a kept connection that has died, nobody can tell whether it arrived. */
    private static final ConnectionPool ONE_CONNECTION_EACH = new ConnectionPool(0, 1, TimeUnit.SECONDS);

    private static final List<Throttle> CHAT = List.of(new Throttle(1, Duration.ofSeconds(1)));
    private static final List<Throttle> GROUP =
            List.of(new Throttle(1, Duration.ofSeconds(1)), new Throttle(20, Duration.ofMinutes(1)));
    private static final LinkPreviewOptions NO_PREVIEW =
            LinkPreviewOptions.builder().isDisabled(true).build();

    private final OkHttpClient http;
    private final OkHttpTelegramClient bot;
    private final TelegramErrors errors;
    private final TelegramProperties properties;
    private final MovedChats moved;

    TelegramNotifier(TelegramProperties properties, MovedChats moved, Duration callTimeout) {
        this.http = new OkHttpClient.Builder()
                .connectTimeout(CONNECT_TIMEOUT)
                .callTimeout(callTimeout)
                .connectionPool(ONE_CONNECTION_EACH)
                .addInterceptor(chain -> {
                    RequestBody body = chain.request().body();
                    return chain.proceed(
                            body == null
                                    ? chain.request()
                                    : chain.request()
                                            .newBuilder()
                                            .method(chain.request().method(), new SentOnce(body))
                                            .build());
                })
                .followRedirects(false)
                .build();
        this.bot = new OkHttpTelegramClient(http, properties.token(), properties.server());
        this.errors = new TelegramErrors(properties.token());
        this.properties = properties;
        this.moved = moved;
    }

    /**
     * Keeps the HTTP client from repeating a request once it has begun: if a connection breaks before the answer,
     * Telegram may have accepted the message. A connection that was never made is still tried at the next address.
     */
    private static final class SentOnce extends RequestBody {

        private final RequestBody body;

        SentOnce(RequestBody body) {
            this.body = body;
        }

        @Override
        public boolean isOneShot() {
            return true;
        }

        @Override
        public @Nullable MediaType contentType() {
            return body.contentType();
        }

        @Override
        public long contentLength() throws IOException {
            return body.contentLength();
        }

        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            body.writeTo(sink);
        }
    }

    /** Where a message goes: the chat's current number or name, and the topic in a forum. */
    private record Address(String chat, @Nullable Integer topic) {

        boolean holds(@Nullable String messageId) {
            return messageId != null && messageId.startsWith(chat + "/");
        }
    }

    @Override
    public String channel() {
        return "telegram";
    }

    @Override
    public boolean edits() {
        return true;
    }

    /** Telegram allows about 1 message a second to a chat, and 20 a minute to a group or a channel. */
    @Override
    public List<Throttle> throttles(String destination) {
        return address(destination).chat().matches("\\d+") ? CHAT : GROUP;
    }

    /**
     * {@code telegram} is the alerts' chat, {@code telegram:-1001} another chat and {@code telegram:-1001:7} a topic in
     * it.
     */
    private Address address(String destination) {
        String[] parts = destination.split(":", 3);
        return switch (parts.length) {
            case 1 -> new Address(moved.now(properties.home()), properties.topic());
            case 2 -> new Address(moved.now(parts[1]), null);
            default -> new Address(moved.now(parts[1]), Integer.valueOf(parts[2]));
        };
    }

    /** When a group becomes a supergroup, it and its messages get other numbers, so everything is sent anew. */
    @Override
    public SendOutcome send(OutboundMessage outbound) {
        Address to = address(outbound.destination());
        try {
            return deliver(outbound, to);
        } catch (TelegramApiException e) {
            return errors.movedTo(e)
                    .map(chat -> {
                        moved.note(to.chat(), chat);
                        return deliverMoved(outbound, new Address(chat, to.topic()));
                    })
                    .orElseGet(() -> errors.outcome(e));
        }
    }

    private SendOutcome deliverMoved(OutboundMessage outbound, Address to) {
        try {
            return deliver(outbound, to);
        } catch (TelegramApiException e) {
            return errors.outcome(e);
        }
    }

    private SendOutcome deliver(OutboundMessage outbound, Address to) throws TelegramApiException {
        String standing = outbound.messageId();
        return standing != null && to.holds(standing) ? edit(outbound, to, standing) : post(outbound, to);
    }

    private SendOutcome post(OutboundMessage outbound, Address to) throws TelegramApiException {
        int number = bot.execute(SendMessage.builder()
                        .chatId(to.chat())
                        .messageThreadId(to.topic())
                        .text(TelegramHtml.of(outbound.content().text()))
                        .parseMode(ParseMode.HTML)
                        .linkPreviewOptions(NO_PREVIEW)
                        .replyMarkup(keyboard(outbound.content().buttons()))
                        .replyParameters(answered(outbound.answers(), to))
                        .build())
                .getMessageId();
        return new Delivered(to.chat() + "/" + number);
    }

    private SendOutcome edit(OutboundMessage outbound, Address to, String standing) throws TelegramApiException {
        try {
            bot.execute(EditMessageText.builder()
                    .chatId(to.chat())
                    .messageId(number(standing))
                    .text(TelegramHtml.of(outbound.content().text()))
                    .parseMode(ParseMode.HTML)
                    .linkPreviewOptions(NO_PREVIEW)
                    .replyMarkup(keyboard(outbound.content().buttons()))
                    .build());
        } catch (TelegramApiException e) {
            if (errors.gone(e)) {
                return new Missing();
            }
            if (!errors.unchanged(e)) {
                throw e;
            }
        }
        return new Delivered(standing);
    }

    private static @Nullable ReplyParameters answered(@Nullable String answers, Address to) {
        return answers == null || !to.holds(answers)
                ? null
                : ReplyParameters.builder()
                        .messageId(number(answers))
                        .allowSendingWithoutReply(true)
                        .build();
    }

    private static Integer number(String messageId) {
        return Integer.valueOf(messageId.substring(messageId.indexOf('/') + 1));
    }

    private static @Nullable InlineKeyboardMarkup keyboard(List<List<Button>> rows) {
        return rows.isEmpty()
                ? null
                : new InlineKeyboardMarkup(rows.stream()
                        .map(row -> new InlineKeyboardRow(row.stream()
                                .map(button -> InlineKeyboardButton.builder()
                                        .text(button.label())
                                        .callbackData(button.action())
                                        .build())
                                .toList()))
                        .toList());
    }

    /** Its threads would otherwise outlive the relay by a minute. */
    @Override
    public void destroy() {
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }
}
