package org.resultsrelay.notify.mail;

import jakarta.mail.internet.AddressException;
import java.time.Duration;
import org.resultsrelay.notify.ConditionalOnNonBlankProperty;
import org.resultsrelay.notify.Notifier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.util.StringUtils;

/** Creates the e-mail channel, after Telegram, if an address is set. It asks the server nothing. */
@Configuration(proxyBeanMethods = false)
class MailConfiguration {

    private static final Duration TIMEOUT = Duration.ofSeconds(18);

    @Bean
    @Order(2)
    @ConditionalOnNonBlankProperty("relay.mail.to")
    Notifier mailNotifier(
            ObjectProvider<JavaMailSenderImpl> server, MailProperties properties, Environment environment) {
        if (!StringUtils.hasText(environment.getProperty("spring.mail.host"))) {
            throw new IllegalStateException(
                    "RELAY_MAIL_TO is set, but no server to send it through: set SPRING_MAIL_HOST too");
        }
        try {
            return new MailNotifier(server.getObject(), properties, TIMEOUT);
        } catch (AddressException e) {
            throw new IllegalStateException(
                    "RELAY_MAIL_TO or RELAY_MAIL_FROM is no e-mail address: " + e.getMessage() + " in " + e.getRef(),
                    e);
        }
    }
}
