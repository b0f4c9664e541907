package org.resultsrelay.incidents;

import jakarta.validation.constraints.AssertTrue;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.text.WebAddress;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.StringUtils;
import org.springframework.validation.annotation.Validated;

/** Who is told, and how often, that somebody looks for trouble. A blank URL is an unset one: nobody. */
@Validated
@ConfigurationProperties("relay.heartbeat")
record HeartbeatProperties(
        @Nullable String url,

        @DefaultValue("1m") @DurationMin(millis = 1) @DurationMax(days = 365)
        Duration every) {

    /** Not a condition on the field, whose value would then be told. */
    @AssertTrue(message = "RELAY_HEARTBEAT_URL must be a URL that begins with https:// or http://")
    boolean isUrlUsable() {
        return !set() || WebAddress.isUsable(String.valueOf(url));
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
