package org.resultsrelay.runtime;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.context.annotation.Configuration;

/** What a start makes of Spring's own settings that .env.example shows, before anything else is started. */
class SpringsSettingsTests {

    @Configuration(proxyBeanMethods = false)
    static class Nothing {}

    @ParameterizedTest
    @CsvSource({
        "server.port, 99999, SERVER_PORT is 99999",
        "logging.structured.format.console, abc, LOGGING_STRUCTURED_FORMAT_CONSOLE is abc",
        "logging.structured.format.console, -1, LOGGING_STRUCTURED_FORMAT_CONSOLE is -1",
        "server.port, -1, SERVER_PORT is -1",
        "spring.mail.port, 99999, SPRING_MAIL_PORT is 99999",
        "spring.mail.port, -1, SPRING_MAIL_PORT is -1",
        "spring.mail.port, 0, SPRING_MAIL_PORT is 0"
    })
    void whatTheRelayCannotWorkWithStopsTheStart(String property, String value, String said) {
        assertThatThrownBy(() -> start(property, value))
                .isInstanceOf(CannotStart.class)
                .hasMessageStartingWith(said);
    }

    /** Spring Boot says that in a sentence by itself. */
    @Test
    void whatIsNoNumberStopsTheStart() {
        assertThatThrownBy(() -> start("server.port", "abc")).isInstanceOf(BindException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "logging.structured.format.console, ''",
        "server.port, 0",
        "server.port, 65535",
        "server.port, ''",
        "spring.mail.port, 587",
        "spring.mail.port, ''"
    })
    void whatIsSensibleOrEmptyIsTaken(String property, String value) {
        assertThatNoException().isThrownBy(() -> start(property, value));
    }

    private static void start(String property, String value) {
        SpringApplication application = new SpringApplication(Nothing.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.run("--" + property + "=" + value).close();
    }
}
