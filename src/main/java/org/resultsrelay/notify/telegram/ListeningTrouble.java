package org.resultsrelay.notify.telegram;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.resultsrelay.notify.Notifier.RateLimited;
import org.springframework.core.NestedExceptionUtils;
import org.telegram.telegrambots.meta.api.objects.ResponseParameters;
import org.telegram.telegrambots.meta.exceptions.TelegramApiException;
import org.telegram.telegrambots.meta.exceptions.TelegramApiRequestException;

/** Why Telegram tells nothing of what people do; {@code patience} is what it asks for, as far as alerts would wait too. */
record ListeningTrouble(String reason, Duration patience, boolean webhook) {

    private static final int CONFLICT = 409;

    static ListeningTrouble of(TelegramApiException e) {
        if (!(e instanceof TelegramApiRequestException refused) || refused.getErrorCode() == null) {
            return new ListeningTrouble("Telegram does not answer (" + root(e) + ")", Duration.ZERO, false);
        }
        String description = String.valueOf(refused.getApiResponse());
        Duration patience = Optional.ofNullable(refused.getParameters())
                .map(ResponseParameters::getRetryAfter)
                .map(seconds -> new RateLimited(Duration.ofSeconds(seconds)).retryAfter())
                .orElse(Duration.ZERO);
        boolean conflict = refused.getErrorCode() == CONFLICT;
        boolean webhook = conflict && description.contains("webhook");
        return new ListeningTrouble("Telegram answers " + description + remedy(conflict, webhook), patience, webhook);
    }

    private static String remedy(boolean conflict, boolean webhook) {
        if (webhook) {
            return "; the webhook is removed, since this relay asks by itself";
        }
        return conflict ? "; another program listens with the same bot token: give this relay a bot of its own" : "";
    }

    private static String root(Throwable e) {
        Throwable root = NestedExceptionUtils.getMostSpecificCause(e);
        return Objects.requireNonNullElse(root.getMessage(), root.getClass().getSimpleName());
    }
}
