package org.resultsrelay.support;

import java.time.Clock;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.DynamicPropertyRegistrar;

/** A fake Telegram, and the relay pointed at it. The bot and the chat are set by {@link #TOKEN} and {@link #CHAT}. */
@TestConfiguration
public class FakeBot {

    public static final String TOKEN = "relay.telegram.bot-token=" + FakeTelegram.TOKEN;
    public static final String CHAT = "relay.telegram.chat-id=" + FakeTelegram.CHAT;

    @Bean(destroyMethod = "close")
    FakeTelegram fakeTelegram(Clock clock) {
        return FakeTelegram.started(clock);
    }

    @Bean
    DynamicPropertyRegistrar telegramUrl(FakeTelegram telegram) {
        return properties -> properties.add("relay.telegram.api-url", telegram::url);
    }
}
