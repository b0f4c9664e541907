package org.resultsrelay.intake;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/** {@code bodyTimeout}: how long a sender may take for one body, however steadily it arrives. */
@Validated
@ConfigurationProperties("relay.intake")
record IntakeProperties(
        @DefaultValue("20s") @DurationMin(millis = 1) @DurationMax(days = 1)
        Duration bodyTimeout) {}
