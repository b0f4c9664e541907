package org.resultsrelay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.resultsrelay.text.TextProperties;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Whoever upgrades without reading anything keeps the settings of before, and is told to rename them. */
@ExtendWith(OutputCaptureExtension.class)
class RenamedSettingsTests {

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(TextProperties.class)
    static class Relay {}

    @ParameterizedTest
    @CsvSource({
        "relay.delivery.attempts-kept,           relay.delivery.attempt-retention, 3d",
        "relay.incidents.signs.errors-quiet,     relay.incidents.errors-quiet,     3m",
        "relay.incidents.signs.kafka-away-after, relay.incidents.kafka-away-after, 3s",
        "relay.intake.body-within,               relay.intake.body-timeout,        3s",
        "relay.notify.escalate-after,            relay.notify.failover-after,      3m",
        "relay.notify.kept,                      relay.notify.retention,           3d",
        "relay.tasks.kept,                       relay.tasks.retention,            3d",
        "relay.words.zone,                       relay.time-zone,                  Asia/Tokyo"
    })
    void theOldNameStillWorksAndIsReported(String oldName, String newName, String value, CapturedOutput output) {
        assertThat(Settings.ofTheProduct()).containsKey(variable(newName)).doesNotContainKey(variable(oldName));
        try (var relay = start(Map.of(variable(oldName), value))) {
            assertThat(relay.getEnvironment().getProperty(newName)).isEqualTo(value);
        }
        assertThat(output).contains(variable(oldName) + " is now called " + variable(newName));
    }

    @Test
    void theValueReachesTheCode() {
        try (var relay = start(Map.of("RELAY_WORDS_ZONE", "Asia/Tokyo", "RELAY_TIME_ZONE", ""))) {
            assertThat(relay.getBean(TextProperties.class).timeZone()).hasToString("Asia/Tokyo");
        }
    }

    @Test
    void theNewNameWins(CapturedOutput output) {
        try (var relay = start(Map.of("RELAY_WORDS_ZONE", "Asia/Tokyo", "RELAY_TIME_ZONE", "Europe/Paris"))) {
            assertThat(relay.getBean(TextProperties.class).timeZone()).hasToString("Europe/Paris");
        }
        assertThat(output).contains("RELAY_WORDS_ZONE is ignored: RELAY_TIME_ZONE is its new name");
    }

    @Test
    void whoUsesNoOldNameHearsNothing(CapturedOutput output) {
        start(Map.of("RELAY_WORDS_ZONE", "", "RELAY_TIME_ZONE", "Europe/Paris")).close();
        assertThat(output).doesNotContain("RELAY_");
    }

    private static ConfigurableApplicationContext start(Map<String, Object> variables) {
        var environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .replace(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
        return new SpringApplicationBuilder(Relay.class)
                .web(WebApplicationType.NONE)
                .environment(environment)
                .run();
    }

    private static String variable(String property) {
        return property.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
    }
}
