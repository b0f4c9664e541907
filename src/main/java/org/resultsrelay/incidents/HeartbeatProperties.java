package org.resultsrelay.incidents;

import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.StringUtils;
import org.springframework.validation.annotation.Validated;

/** Who is told, and how often, that somebody looks for trouble. A blank URL is an unset one: nobody. */
@Validated
@ConfigurationProperties("relay.heartbeat")
record HeartbeatProperties(
        @Pattern(regexp = "\\s*|https?://\\S+", message = "RELAY_HEARTBEAT_URL must begin with https:// or http://")
        @Nullable
        String url,

        @DefaultValue("1m") Duration every) {

    HeartbeatProperties {
        if (!every.isPositive()) {
            throw new IllegalArgumentException("relay.heartbeat.every must be longer than zero, such as 1m");
        }
    }

    boolean set() {
        return StringUtils.hasText(url);
    }

    /** Whoever knows the URL can pretend that all is well: it stays out of every log and error. */
    @Override
    public String toString() {
        return "HeartbeatProperties[every=" + every + "]";
    }
}
