package org.resultsrelay.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.test.context.DynamicPropertyRegistrar;
import org.springframework.test.context.TestPropertySource;

/** The whole relay with a bot at a fake Telegram. Time stands still, and nothing ticks unless the test does it. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@RelayTest
@Import({StillClock.class, AlertTest.Telegram.class})
@TestPropertySource(
        properties = {"relay.telegram.bot-token=" + FakeTelegram.TOKEN, "relay.telegram.chat-id=" + FakeTelegram.CHAT})
public @interface AlertTest {

    /** The fake, and the relay pointed at it. */
    @TestConfiguration
    class Telegram {

        @Bean(destroyMethod = "close")
        FakeTelegram fakeTelegram() {
            return FakeTelegram.started();
        }

        @Bean
        DynamicPropertyRegistrar telegramUrl(FakeTelegram telegram) {
            return properties -> properties.add("relay.telegram.api-url", telegram::url);
        }

        @Bean
        ApplicationListener<ContextRefreshedEvent> nothingTicks(@Qualifier("tickLoop") SmartLifecycle loop) {
            return refreshed -> loop.stop();
        }
    }
}
