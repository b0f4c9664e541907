package org.resultsrelay.notify.webhook;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.resultsrelay.notify.ConditionalOnNonBlankProperty;
import org.resultsrelay.notify.webhook.WebhookProperties.Format;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** Creates the webhook channel, the last one, if a URL is set. */
@Configuration(proxyBeanMethods = false)
class WebhookConfiguration {

    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    @Bean
    @Order(3)
    @ConditionalOnNonBlankProperty("relay.webhook.url")
    WebhookNotifier webhookNotifier(WebhookProperties properties, Clock clock) {
        URI url = URI.create(Objects.requireNonNull(properties.url()).strip());
        WebhookFormat format = properties.format() == Format.SLACK
                ? new WebhookFormat.Slack()
                : new WebhookFormat.Standard(properties.signingSecret().orElseThrow(), clock);
        return new WebhookNotifier(url, format, TIMEOUT);
    }
}
