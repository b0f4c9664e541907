package org.resultsrelay.notify.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.mail.autoconfigure.MailSenderAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

class MailConfigurationTests {

    private static final String HOST = "spring.mail.host=localhost";
    private static final String TO = "relay.mail.to=ana@example.com";
    private static final String FROM = "relay.mail.from=relay@example.com";

    private final ApplicationContextRunner relay = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(MailSenderAutoConfiguration.class))
            .withUserConfiguration(Mail.class);

    @Configuration(proxyBeanMethods = false)
    @Import(MailConfiguration.class)
    @EnableConfigurationProperties(MailProperties.class)
    static class Mail {}

    @ParameterizedTest
    @ValueSource(strings = {"relay.mail.from=", "relay.mail.to=", "relay.mail.to= "})
    void withoutAnAddressThereIsNoEmail(String setting) {
        relay.withPropertyValues(setting, HOST)
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(MailNotifier.class));
    }

    @Test
    void withAddressesAndAServerThereIs() {
        relay.withPropertyValues(TO, FROM, HOST)
                .run(context -> assertThat(context).hasSingleBean(MailNotifier.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"spring.mail.port=25", "spring.mail.host="})
    void aMissingServerStopsTheStartWithWhatToSet(String setting) {
        relay.withPropertyValues(TO, FROM, setting)
                .run(context ->
                        assertThat(context).getFailure().rootCause().hasMessageContaining("set SPRING_MAIL_HOST too"));
    }

    @Test
    void aMissingSenderStopsTheStartWithWhatToSet() {
        relay.withPropertyValues(TO, HOST)
                .run(context ->
                        assertThat(context).getFailure().rootCause().hasMessageContaining("Set RELAY_MAIL_FROM"));
    }

    @Test
    void whatIsNoAddressStopsTheStart() {
        relay.withPropertyValues("relay.mail.to=ana at example", FROM, HOST)
                .run(context -> assertThat(context).getFailure().hasStackTraceContaining("is no e-mail address"));
    }
}
