package org.resultsrelay.runtime;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.logging.Log;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.logging.DeferredLogFactory;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.StringUtils;

/**
 * Lets settings be used by their old names for one more version, and warns that they have new ones. An empty setting
 * counts as none, because compose files pass unset variables that way.
 */
class RenamedSettings implements EnvironmentPostProcessor, Ordered {

    private static final Map<String, String> NEW_NAMES = Map.of(
            "relay.delivery.attempts-kept", "relay.delivery.attempt-retention",
            "relay.incidents.signs.errors-quiet", "relay.incidents.errors-quiet",
            "relay.incidents.signs.kafka-away-after", "relay.incidents.kafka-away-after",
            "relay.intake.body-within", "relay.intake.body-timeout",
            "relay.notify.escalate-after", "relay.notify.failover-after",
            "relay.notify.kept", "relay.notify.retention",
            "relay.tasks.kept", "relay.tasks.retention",
            "relay.words.zone", "relay.time-zone");

    private final Log log;

    RenamedSettings(DeferredLogFactory logs) {
        this.log = logs.getLog(RenamedSettings.class);
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        Map<String, Object> values = new HashMap<>();
        NEW_NAMES.forEach((oldName, newName) -> {
            String value = environment.getProperty(oldName);
            if (!StringUtils.hasText(value)) {
                return;
            }
            if (StringUtils.hasText(environment.getProperty(newName))) {
                log.warn("%s is ignored: %s is its new name, and is set too. Remove the old one."
                        .formatted(variable(oldName), variable(newName)));
            } else {
                log.warn(
                        "%s is now called %s. The old name still works in this version, but not in the next: rename it."
                                .formatted(variable(oldName), variable(newName)));
                values.put(newName, value);
            }
        });
        if (!values.isEmpty()) {
            environment.getPropertySources().addFirst(new MapPropertySource("renamed settings", values));
        }
    }

    private static String variable(String property) {
        return property.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
    }

    /** After the one that reads the configuration files. */
    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }
}
