package org.resultsrelay.incidents;

import jakarta.validation.Valid;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * When trouble becomes an incident, and how often its text changes.
 *
 * @param every how often to look for trouble
 * @param updateEvery the least time between two texts of an alert
 * @param malformedQuiet how long no malformed input must come before its incident is over
 * @param databaseAwayAfter a shorter outage of the database is a hiccup
 * @param kafkaAwayAfter a shorter outage of Kafka is a hiccup
 * @param errorsQuiet how long no internal error must come before their incident is over
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

        @DefaultValue("10s") @DurationMin @DurationMax(days = 365)
        Duration kafkaAwayAfter,

        @DefaultValue("10m") @DurationMin(seconds = 1) @DurationMax(days = 365)
        Duration errorsQuiet,

        @DefaultValue @Valid Grouping grouping) {

    /**
     * Which incidents share an alert, and when it is told. {@code firstAfter} is how long more are awaited before the
     * first message; an incident joins within {@code joinWithin} of the last one; what nobody acknowledged is repeated
     * after {@code repeatAfter}.
     */
    public record Grouping(
            @DefaultValue("10s") @DurationMin @DurationMax(days = 365)
            Duration firstAfter,

            @DefaultValue("5m") @DurationMin @DurationMax(days = 365)
            Duration joinWithin,

            @DefaultValue("4h") @DurationMin(millis = 1) @DurationMax(days = 365)
            Duration repeatAfter) {}
}
