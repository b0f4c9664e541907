package org.resultsrelay.incidents;

import jakarta.validation.Valid;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * When trouble becomes an incident and how it is told. {@code updateEvery}: the least time between two texts of one alert, but for
 * its opening and its end. {@code malformedQuiet}: how long no malformed input makes its incident over. {@code databaseAwayAfter}:
 * a shorter absence of the database is a hiccup.
 */
@Validated
@ConfigurationProperties("relay.incidents")
public record IncidentsProperties(
        @DefaultValue("2s") @DurationMin(millis = 1) @DurationMax(days = 1)
        Duration every,

        @DefaultValue("30s") @DurationMin @DurationMax(days = 365)
        Duration updateEvery,

        @DefaultValue("10m") @DurationMin(millis = 1) @DurationMax(days = 365)
        Duration malformedQuiet,

        @DefaultValue("5s") @DurationMin @DurationMax(days = 365)
        Duration databaseAwayAfter,

        @DefaultValue @Valid Grouping grouping,

        @DefaultValue @Valid Signs signs) {

    /**
     * What is told together, and how often. {@code firstAfter}: how long to gather before it is first told; {@code joinWithin}: so
     * soon after the last one another incident joins; {@code repeatAfter}: how long until what nobody acknowledged is told again.
     */
    public record Grouping(
            @DefaultValue("10s") @DurationMin @DurationMax(days = 365)
            Duration firstAfter,

            @DefaultValue("5m") @DurationMin @DurationMax(days = 365)
            Duration joinWithin,

            @DefaultValue("4h") @DurationMin(millis = 1) @DurationMax(days = 365)
            Duration repeatAfter) {}

    /**
     * What a relay notices of itself. {@code kafkaAwayAfter}: a shorter absence of Kafka is a hiccup. {@code errorsQuiet}: how long
     * no error of the relay's own makes their incident over.
     */
    public record Signs(
            @DefaultValue("10s") @DurationMin @DurationMax(days = 365)
            Duration kafkaAwayAfter,

            @DefaultValue("10m") @DurationMin(seconds = 1) @DurationMax(days = 365)
            Duration errorsQuiet) {}
}
