package org.resultsrelay.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalTime;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

class DigestPropertiesTests {

    private final ApplicationContextRunner relay = new ApplicationContextRunner().withUserConfiguration(Settings.class);

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(DigestProperties.class)
    static class Settings {}

    @Test
    void theHourIsWrittenAsPeopleDo() {
        relay.withPropertyValues("relay.digest.at=08:00")
                .run(context ->
                        assertThat(context.getBean(DigestProperties.class).at()).isEqualTo(LocalTime.of(8, 0)));
    }

    @Test
    void aBlankHourIsNone() {
        relay.withPropertyValues("relay.digest.at=")
                .run(context ->
                        assertThat(context.getBean(DigestProperties.class).at()).isNull());
    }
}
