package org.resultsrelay.notify.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.Test;
import org.resultsrelay.notify.Notifier;
import org.resultsrelay.support.NoDatabase;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

class TelegramPropertiesTests {

    private final ApplicationContextRunner relay = new ApplicationContextRunner()
            .withPropertyValues("relay.telegram.two-way=false")
            .withUserConfiguration(Settings.class);

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(TelegramProperties.class)
    @Import(TelegramConfiguration.class)
    static class Settings {

        @Bean
        JdbcClient jdbc() {
            return NoDatabase.client();
        }
    }

    @Test
    void withoutABotThereIsNoTelegram() {
        relay.run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(Notifier.class));
    }

    @Test
    void blankSettingsAreUnsetOnes() {
        relay.withPropertyValues("relay.telegram.bot-token=", "relay.telegram.chat-id= ")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(Notifier.class));
    }

    @Test
    void aBotAndAChatMakeTheChannelWithoutAskingTelegram() {
        relay.withPropertyValues(
                        "relay.telegram.bot-token=1:abc",
                        "relay.telegram.chat-id=-1001",
                        "relay.telegram.api-url=http://127.0.0.1:1")
                .run(context -> assertThat(context).hasSingleBean(Notifier.class));
    }

    @Test
    void oneOfBothStopsTheStartWithASentenceAndWithoutTheToken() {
        refuses("Set both RELAY_TELEGRAM_BOT_TOKEN and RELAY_TELEGRAM_CHAT_ID", "relay.telegram.bot-token=1:secret");
        refuses("Set both RELAY_TELEGRAM_BOT_TOKEN and RELAY_TELEGRAM_CHAT_ID", "relay.telegram.chat-id=1001");
    }

    @Test
    void aChatThatCannotBeOneIsRefused() {
        refuses("must be the chat's number", "relay.telegram.bot-token=1:secret", "relay.telegram.chat-id=my chat");
    }

    @Test
    void anAddressThatCannotBeUsedIsRefused() {
        for (String url : new String[] {"http://host/path", "ftp://host", "host:8081"}) {
            refuses("RELAY_TELEGRAM_API_URL must be", "relay.telegram.api-url=" + url);
        }
    }

    @Test
    void otherChatsMustBeChatsAndTelegramWaitsNoLongerThanItDoes() {
        String bot = "relay.telegram.bot-token=1:secret";
        String chat = "relay.telegram.chat-id=1001";
        refuses("RELAY_TELEGRAM_ALLOWED_CHATS must be", bot, chat, "relay.telegram.allowed-chats=-1002,my chat");
        refuses("RELAY_TELEGRAM_POLL_TIMEOUT must be", bot, chat, "relay.telegram.poll-timeout=60s");
        relay.withPropertyValues(bot, chat, "relay.telegram.allowed-chats=-1002,@admins")
                .run(context -> assertThat(context).hasNotFailed());
    }

    private void refuses(String sentence, String... settings) {
        relay.withPropertyValues(settings)
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasStackTraceContaining(sentence)
                        .extracting(Throwables::getStackTrace)
                        .asString()
                        .doesNotContain("1:secret"));
    }
}
