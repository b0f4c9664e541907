package org.resultsrelay.notify.telegram;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.notify.Notifier.NotDelivered;
import org.resultsrelay.notify.Notifier.RateLimited;
import org.resultsrelay.notify.Notifier.SendOutcome;
import org.resultsrelay.notify.Notifier.Unconfirmed;
import org.springframework.core.NestedExceptionUtils;
import org.telegram.telegrambots.meta.api.objects.ResponseParameters;
import org.telegram.telegrambots.meta.exceptions.TelegramApiException;
import org.telegram.telegrambots.meta.exceptions.TelegramApiRequestException;

/** What Telegram's refusals mean for the message, and what the administrator can do about them. */
class TelegramErrors {

    private static final Duration PATIENCE = Duration.ofSeconds(5); // for a 429 without a time

    private final String token;

    TelegramErrors(String token) {
        this.token = token;
    }

    /** The edit would change nothing: the text is the same already. */
    boolean unchanged(TelegramApiException e) {
        return described(e, "message is not modified");
    }

    /** The message was deleted or can no longer be edited, so it has to be sent anew. */
    boolean gone(TelegramApiException e) {
        return described(e, "message to edit not found") || described(e, "message can't be edited");
    }

    /** The group's new number if it became a supergroup; then nothing was done. */
    Optional<String> movedTo(TelegramApiException e) {
        return e instanceof TelegramApiRequestException refused
                ? Optional.ofNullable(refused.getParameters())
                        .map(ResponseParameters::getMigrateToChatId)
                        .map(String::valueOf)
                : Optional.empty();
    }

    SendOutcome outcome(TelegramApiException e) {
        if (!(e instanceof TelegramApiRequestException refused)
                || refused.getErrorCode() == null
                || refused.getErrorCode() == 0) { // not Telegram's JSON, but perhaps a proxy's page
            return unanswered(NestedExceptionUtils.getMostSpecificCause(e));
        }
        String description = String.valueOf(refused.getApiResponse());
        return switch (refused.getErrorCode()) {
            case 429 -> new RateLimited(patience(refused.getParameters()));
            case 401, 404 ->
                permanent(description, "RELAY_TELEGRAM_BOT_TOKEN is not a valid bot token; get it from @BotFather");
            case 403 -> permanent(description, "let the bot into the chat again: unblock it, or add it to the group");
            case 400 -> permanent(description, badRequest(description));
            case 409 -> permanent(description, conflict(e));
            default -> new Unconfirmed(safe("Telegram answered " + refused.getErrorCode() + " " + description));
        };
    }

    /** What never reached Telegram was surely not accepted; after that, nobody knows. */
    private SendOutcome unanswered(Throwable root) {
        String what = root.getClass().getSimpleName() + ": " + root.getMessage();
        return unreached(root)
                ? new NotDelivered(safe("Telegram cannot be reached (" + what + ")"), false)
                : new Unconfirmed(safe("Telegram did not answer properly (" + what + ")"));
    }

    private static boolean unreached(Throwable root) {
        return switch (root) {
            case ConnectException _, NoRouteToHostException _, UnknownHostException _, SSLHandshakeException _ -> true;
            case SocketTimeoutException timeout ->
                String.valueOf(timeout.getMessage()).toLowerCase(Locale.ROOT).contains("connect");
            default -> false;
        };
    }

    private static String badRequest(String description) {
        return description.contains("thread not found") || description.contains("TOPIC_")
                ? "see that the topic is there and open; RELAY_TELEGRAM_TOPIC_ID names that of the alerts"
                : "see that RELAY_TELEGRAM_CHAT_ID is right and that somebody has written to the bot in that chat";
    }

    /** Telegram sends updates to one listener only. */
    private String conflict(TelegramApiException e) {
        return webhookIsSet(e)
                ? "the webhook is removed, since this relay asks by itself"
                : "another program listens with the same bot token: give this relay a bot of its own";
    }

    boolean webhookIsSet(TelegramApiException e) {
        return described(e, "webhook");
    }

    private NotDelivered permanent(String description, String remedy) {
        return new NotDelivered(safe("Telegram refused (" + description + "): " + remedy), true);
    }

    private static Duration patience(@Nullable ResponseParameters parameters) {
        return parameters == null || parameters.getRetryAfter() == null
                ? PATIENCE
                : Duration.ofSeconds(Math.max(1, parameters.getRetryAfter()));
    }

    private static boolean described(TelegramApiException e, String description) {
        return e instanceof TelegramApiRequestException refused
                && String.valueOf(refused.getApiResponse())
                        .toLowerCase(Locale.ROOT)
                        .contains(description);
    }

    /** The bot's token is part of every URL. No message and no log may contain it. */
    private String safe(String reason) {
        return reason.replace(token, "<token>");
    }
}
