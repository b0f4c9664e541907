package org.resultsrelay.notify.telegram;

import java.time.Clock;
import java.time.Duration;
import org.resultsrelay.notify.ConditionalOnNonBlankProperty;
import org.resultsrelay.notify.Notifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Makes the channel where a bot is set. Nothing is asked of Telegram here: it may be unreachable while the relay starts. */
@Configuration(proxyBeanMethods = false)
class TelegramConfiguration {

    /** Twice this is needed where a search ends with a slow answer, which has to stay within what {@link Notifier} promises. */
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(9);

    @Bean
    @Order(1) // among the channels: the first that is asked to tell
    @ConditionalOnNonBlankProperty("relay.telegram.bot-token")
    TelegramNotifier telegramNotifier(TelegramProperties properties, MovedChats moved, Clock clock) {
        return TelegramNotifier.to(properties, moved, CALL_TIMEOUT, clock);
    }

    @Bean
    @ConditionalOnNonBlankProperty("relay.telegram.bot-token")
    MovedChats movedChats(JdbcClient jdbc) {
        return new MovedChats(jdbc);
    }
}
