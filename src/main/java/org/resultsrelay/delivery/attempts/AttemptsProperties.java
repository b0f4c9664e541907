package org.resultsrelay.delivery.attempts;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/** {@code attemptsKept}: for how long users' timelines tell of attempts; whole days (UTC) are dropped, so up to a day longer. */
@Validated
@ConfigurationProperties("relay.delivery")
record AttemptsProperties(
        @DefaultValue("30d") @DurationMin(days = 1) @DurationMax(days = 36_500)
        Duration attemptsKept) {}
