package org.resultsrelay.notify.telegram;

import java.time.Duration;
import java.util.List;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.notify.ChatHandler.Command;
import org.springframework.beans.factory.DisposableBean;
import org.telegram.telegrambots.client.okhttp.OkHttpTelegramClient;
import org.telegram.telegrambots.meta.api.methods.AnswerCallbackQuery;
import org.telegram.telegrambots.meta.api.methods.GetMe;
import org.telegram.telegrambots.meta.api.methods.commands.SetMyCommands;
import org.telegram.telegrambots.meta.api.methods.updates.DeleteWebhook;
import org.telegram.telegrambots.meta.api.methods.updates.GetUpdates;
import org.telegram.telegrambots.meta.api.objects.Update;
import org.telegram.telegrambots.meta.api.objects.commands.BotCommand;
import org.telegram.telegrambots.meta.api.objects.commands.scope.BotCommandScopeChat;
import org.telegram.telegrambots.meta.exceptions.TelegramApiException;

/**
 * Asks Telegram for updates and answers button presses. It has its own client, which waits long and is interrupted when
 * the relay stops; that must not affect a message being sent.
 */
class TelegramUpdates implements DisposableBean {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration BEYOND_THE_WAIT = Duration.ofSeconds(10);
    private static final int TOAST = 200;

    private final OkHttpClient http;
    private final OkHttpTelegramClient bot;
    private final Duration wait;
    private final TelegramErrors errors;
    private @Nullable String name;
    private volatile boolean brokenOff;

    TelegramUpdates(TelegramProperties properties) {
        this.wait = properties.pollTimeout();
        this.errors = new TelegramErrors(properties.token());
        this.http = new OkHttpClient.Builder()
                .connectTimeout(CONNECT_TIMEOUT)
                .readTimeout(Duration.ZERO) // the call's timeout is the bound
                .callTimeout(wait.plus(BEYOND_THE_WAIT))
                .followRedirects(false)
                .build();
        this.bot = new OkHttpTelegramClient(http, properties.token(), properties.server());
    }

    /** The bot's name, as in {@code /status@results_bot}: asked for once. */
    String name() throws TelegramApiException {
        String known = name == null ? bot.execute(new GetMe()).getUserName() : name;
        name = known;
        return known;
    }

    /**
     * Waits for the next updates. With an offset, Telegram forgets earlier ones; without, it sends them again, and at
     * once.
     */
    List<Update> listen(@Nullable Integer offset) throws TelegramApiException {
        return bot.execute(GetUpdates.builder()
                .offset(offset)
                .timeout(brokenOff || offset == null ? 0 : Math.toIntExact(wait.toSeconds()))
                .allowedUpdates(List.of("message", "callback_query"))
                .build());
    }

    /** Ends a running wait, and waits no more. */
    void breakOff() {
        brokenOff = true;
        http.dispatcher().cancelAll();
    }

    boolean brokenOff() {
        return brokenOff;
    }

    /** Ends the spinner on a pressed button, and shows the toast if there is one. */
    void answer(String query, @Nullable String toast) throws TelegramApiException {
        String text = toast != null && toast.length() > TOAST ? toast.substring(0, TOAST - 1) + "…" : toast;
        bot.execute(
                AnswerCallbackQuery.builder().callbackQueryId(query).text(text).build());
    }

    /** Registers the commands that Telegram offers when somebody types a slash in this chat. */
    void menu(String chat, List<Command> commands) throws TelegramApiException {
        bot.execute(SetMyCommands.builder()
                .commands(commands.stream()
                        .map(command -> new BotCommand(command.name(), command.meaning()))
                        .toList())
                .scope(new BotCommandScopeChat(chat))
                .build());
    }

    /** Removes a webhook that somebody has set for this bot: it would take all updates away. */
    void deleteWebhook() throws TelegramApiException {
        bot.execute(new DeleteWebhook());
    }

    TelegramErrors errors() {
        return errors;
    }

    @Override
    public void destroy() {
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }
}
