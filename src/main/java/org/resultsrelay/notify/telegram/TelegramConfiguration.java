package org.resultsrelay.notify.telegram;

import java.time.Duration;
import org.resultsrelay.notify.ConditionalOnNonBlankProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;

/**
 * Creates the channel if a bot is configured. It asks Telegram nothing, because Telegram may be unreachable during the
 * start.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnNonBlankProperty("relay.telegram.bot-token")
@Import(MovedChats.class)
class TelegramConfiguration {

    /** A group that has moved takes two calls, which together stay within what a notifier promises. */
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(9);

    @Bean
    @Order(1) // first among the channels
    TelegramNotifier telegramNotifier(TelegramProperties properties, MovedChats moved) {
        return new TelegramNotifier(properties, moved, CALL_TIMEOUT);
    }

    /** Creates what listens to the chats, if commands are allowed. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnNonBlankProperty("relay.telegram.bot-token") // it is also found by itself
    @ConditionalOnBooleanProperty(name = "relay.telegram.two-way", matchIfMissing = true)
    @Import({UpdateInbox.class, UpdateReader.class, TelegramUpdates.class, Poller.class})
    static class Polling {}
}
