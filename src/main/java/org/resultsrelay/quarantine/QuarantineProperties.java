package org.resultsrelay.quarantine;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/** {@code retention}: how long after it last came a kept thing is removed, settled or not. */
@Validated
@ConfigurationProperties("relay.quarantine")
record QuarantineProperties(
        @DefaultValue("90d") @DurationMin(hours = 1) @DurationMax(days = 36_500)
        Duration retention) {}
