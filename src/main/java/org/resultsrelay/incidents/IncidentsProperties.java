package org.resultsrelay.incidents;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * When trouble becomes an episode and how it is told. {@code updateEvery}: the least time between two texts of one alert,
 * but for its opening and its end. {@code malformedQuiet}: how long no malformed input makes its episode over.
 * {@code databaseAwayAfter}: a shorter absence of the database is a hiccup.
 */
@Validated
@ConfigurationProperties("relay.incidents")
record IncidentsProperties(
        @DefaultValue("2s") @DurationMin(millis = 1) @DurationMax(days = 1)
        Duration every,

        @DefaultValue("30s") @DurationMin @DurationMax(days = 365)
        Duration updateEvery,

        @DefaultValue("10m") @DurationMin(millis = 1) @DurationMax(days = 365)
        Duration malformedQuiet,

        @DefaultValue("5s") @DurationMin @DurationMax(days = 365)
        Duration databaseAwayAfter) {}
