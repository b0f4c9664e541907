package org.resultsrelay.incidents.silence;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When nothing is too little. {@code atLeast}: a shorter silence is nobody's business; {@code missed}: so many webhooks would
 * usually have come meanwhile.
 */
@ConfigurationProperties("relay.silence")
public record SilenceProperties(
        @DefaultValue("15m") Duration atLeast,
        @DefaultValue("10") int missed) {

    public SilenceProperties {
        if (!atLeast.isPositive() || missed < 1) {
            throw new IllegalArgumentException(
                    "relay.silence.at-least must be longer than zero, and relay.silence.missed 1 or more, such as 15m and 10");
        }
    }
}
