package org.resultsrelay.incidents.signs;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * {@code kafkaAwayAfter}: a shorter absence of Kafka is a hiccup. {@code errorsQuiet}: how long no error of the relay's own makes
 * their episode over.
 */
@Validated
@ConfigurationProperties("relay.incidents.signs")
record SignsProperties(
        @DefaultValue("10s") @DurationMin @DurationMax(days = 365)
        Duration kafkaAwayAfter,

        @DefaultValue("10m") @DurationMin(seconds = 1) @DurationMax(days = 365)
        Duration errorsQuiet) {}
