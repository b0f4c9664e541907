package org.resultsrelay.incidents.silence;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * When nothing is too little. {@code atLeast}: a shorter silence is nobody's business; {@code missed}: so many webhooks would
 * usually have come meanwhile.
 */
@Validated
@ConfigurationProperties("relay.silence")
public record SilenceProperties(
        @DefaultValue("15m") @DurationMin(millis = 1) @DurationMax(days = 365)
        Duration atLeast,

        @DefaultValue("10") @Min(1) int missed) {}
