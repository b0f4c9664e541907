package org.resultsrelay.notify;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * {@code escalateAfter}: how long a channel fails until the next one tells instead. {@code lease}: how long a message is left to
 * the relay that began to send it; longer than any channel takes, which is 20 s. {@code kept}: how long messages are remembered.
 */
@Validated
@ConfigurationProperties("relay.notify")
record NotifyProperties(
        @DefaultValue("5m") @DurationMin(seconds = 1) @DurationMax(days = 365)
        Duration escalateAfter,

        @DefaultValue("30s") @DurationMin(seconds = 1) @DurationMax(days = 1)
        Duration lease,

        @DefaultValue("90d") @DurationMin(days = 1) @DurationMax(days = 36_500)
        Duration kept) {}
