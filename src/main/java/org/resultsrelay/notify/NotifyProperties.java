package org.resultsrelay.notify;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * {@code failoverAfter}: how long a channel must fail before the next one sends instead. {@code lease}: after how long
 * another relay takes over a message that is being sent; longer than any channel takes, which is 20 s. {@code retention}:
 * how long messages are kept.
 */
@Validated
@ConfigurationProperties("relay.notify")
record NotifyProperties(
        @DefaultValue("5m") @DurationMin(seconds = 1) @DurationMax(days = 365)
        Duration failoverAfter,

        @DefaultValue("30s") @DurationMin(seconds = 1) @DurationMax(days = 1)
        Duration lease,

        @DefaultValue("90d") @DurationMin(days = 1) @DurationMax(days = 36_500)
        Duration retention) {}
