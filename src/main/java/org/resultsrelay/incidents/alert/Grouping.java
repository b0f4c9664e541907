package org.resultsrelay.incidents.alert;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What is told together, and how often. {@code firstAfter}: how long to gather before the first word; {@code joinWithin}: so soon after
 * the last one another episode joins; {@code repeatAfter}: how long until what nobody acknowledged is told again.
 */
@Validated
@ConfigurationProperties("relay.incidents.grouping")
public record Grouping(
        @DefaultValue("10s") @DurationMin @DurationMax(days = 365)
        Duration firstAfter,

        @DefaultValue("5m") @DurationMin @DurationMax(days = 365)
        Duration joinWithin,

        @DefaultValue("4h") @DurationMin(millis = 1) @DurationMax(days = 365)
        Duration repeatAfter) {}
