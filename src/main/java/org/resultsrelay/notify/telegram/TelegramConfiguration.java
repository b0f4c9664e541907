package org.resultsrelay.notify.telegram;

import java.time.Duration;
import org.resultsrelay.notify.ConditionalOnNonBlankProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;

/** Makes the channel where a bot is set. Nothing is asked of Telegram here: it may be unreachable while the relay starts. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnNonBlankProperty("relay.telegram.bot-token")
@Import(MovedChats.class)
class TelegramConfiguration {

    /** A group that has moved takes two calls, which together stay within what a notifier promises. */
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(9);

    @Bean
    @Order(1) // among the channels: the first that is asked to tell
    TelegramNotifier telegramNotifier(TelegramProperties properties, MovedChats moved) {
        return new TelegramNotifier(properties, moved, CALL_TIMEOUT);
    }

    /** What listens to the chats, where the bot may be spoken to. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnNonBlankProperty("relay.telegram.bot-token") // it is found by itself, too
    @ConditionalOnBooleanProperty(name = "relay.telegram.two-way", matchIfMissing = true)
    @Import({PollerLease.class, UpdateReader.class, UpdateHandler.class, TelegramUpdates.class, Poller.class})
    static class Polling {}
}
