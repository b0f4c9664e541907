package org.resultsrelay.notify.telegram;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.StringUtils;
import org.springframework.validation.annotation.Validated;
import org.telegram.telegrambots.meta.TelegramUrl;

/**
 * Which bot writes to which chat, through which Bot API server. Without bot and chat there is no Telegram. A blank
 * setting counts as unset, because compose files pass it that way.
 */
@Validated
@ConfigurationProperties("relay.telegram")
record TelegramProperties(
        @Nullable String botToken,

        @Pattern(
                regexp = "\\s*|-?\\d+|@\\w+",
                message = "RELAY_TELEGRAM_CHAT_ID must be the chat's number (groups: negative) or its @name")
        @Nullable
        String chatId,

        @Pattern(
                regexp = "\\s*|\\d{1,9}",
                message = "RELAY_TELEGRAM_TOPIC_ID must be the number of a topic in the chat of RELAY_TELEGRAM_CHAT_ID")
        @Nullable
        String topicId,

        @DefaultValue("https://api.telegram.org") URI apiUrl,

        @DefaultValue
        List<
                        @Pattern(
                                regexp = "-?\\d+|@\\w+",
                                message =
                                        "RELAY_TELEGRAM_ALLOWED_CHATS must be chats' numbers (groups: negative) or @names")
                        String>
                allowedChats,

        @DefaultValue("true") boolean twoWay,

        @DurationMax(
                seconds = 50,
                message = "RELAY_TELEGRAM_POLL_TIMEOUT must be at most 50s: Telegram waits no longer")
        @DurationMin(seconds = 1)
        @DefaultValue("20s")
        Duration pollTimeout) {

    private static final int STANDARD_PORT = 80;
    private static final int STANDARD_SECURE_PORT = 443;

    String token() {
        return Objects.requireNonNull(botToken).strip();
    }

    /** The administrator's chat, where alerts go. */
    String home() {
        return Objects.requireNonNull(chatId).strip();
    }

    /** The topic for alerts in that chat; null if it is no forum, or for its general topic. */
    @Nullable
    Integer topic() {
        return topicId == null || topicId.isBlank() ? null : Integer.valueOf(topicId.strip());
    }

    /** The bot's number: the part of its token that is no secret. */
    String bot() {
        return token().split(":", 2)[0];
    }

    TelegramUrl server() {
        int standard = apiUrl.getScheme().equals("https") ? STANDARD_SECURE_PORT : STANDARD_PORT;
        return new TelegramUrl(
                apiUrl.getScheme(), apiUrl.getHost(), apiUrl.getPort() < 0 ? standard : apiUrl.getPort(), false);
    }

    boolean botSet() {
        return StringUtils.hasText(botToken);
    }

    boolean chatSet() {
        return StringUtils.hasText(chatId);
    }

    @AssertTrue(
            message =
                    "Set both RELAY_TELEGRAM_BOT_TOKEN and RELAY_TELEGRAM_CHAT_ID, or neither (alerts then go to the log)")
    boolean isComplete() {
        return botSet() == chatSet();
    }

    @AssertTrue(
            message =
                    "RELAY_TELEGRAM_API_URL must be http(s)://host[:port] without a path: the bot's path is added to it")
    boolean isApiUrlPlain() {
        String scheme = String.valueOf(apiUrl.getScheme());
        return scheme.matches("https?")
                && apiUrl.getHost() != null
                && apiUrl.getPath().matches("/?");
    }

    /** The token is a password and stays out of every log and error. */
    @Override
    public String toString() {
        return "TelegramProperties[chatId=" + chatId + ", apiUrl=" + apiUrl + "]";
    }
}
