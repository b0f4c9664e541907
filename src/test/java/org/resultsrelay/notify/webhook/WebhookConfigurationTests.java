package org.resultsrelay.notify.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

class WebhookConfigurationTests {

    private static final String URL = "relay.webhook.url=https://hooks.example/T0SecretPath";

    private final ApplicationContextRunner relay = new ApplicationContextRunner().withUserConfiguration(Webhook.class);

    @Configuration(proxyBeanMethods = false)
    @Import(WebhookConfiguration.class)
    @EnableConfigurationProperties(WebhookProperties.class)
    static class Webhook {

        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"relay.webhook.format=slack", "relay.webhook.url=", "relay.webhook.url= "})
    void withoutAUrlThereIsNoWebhook(String setting) {
        relay.withPropertyValues(setting)
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(WebhookNotifier.class));
    }

    @Test
    void onlyTheStandardFormatIsEdited() {
        relay.withPropertyValues(URL, "relay.webhook.format=slack")
                .run(context -> assertThat(
                                context.getBean(WebhookNotifier.class).edits())
                        .isFalse());
        relay.withPropertyValues(URL, "relay.webhook.secret=whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
                .run(context -> assertThat(
                                context.getBean(WebhookNotifier.class).edits())
                        .isTrue());
    }

    @Test
    void aMissingSecretStopsTheStartWithWhatToSet() {
        relay.withPropertyValues(URL)
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("RELAY_WEBHOOK_SECRET must be whsec_")
                        .hasMessageNotContaining("T0SecretPath"));
    }
}
