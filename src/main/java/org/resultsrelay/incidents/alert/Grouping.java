package org.resultsrelay.incidents.alert;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is told together, and how often. {@code firstAfter}: how long to gather before the first word; {@code joinWithin}: so soon after
 * the last one another episode joins; {@code repeatAfter}: how long until what nobody acknowledged is told again.
 */
@ConfigurationProperties("relay.incidents.grouping")
public record Grouping(
        @DefaultValue("10s") Duration firstAfter,
        @DefaultValue("5m") Duration joinWithin,
        @DefaultValue("4h") Duration repeatAfter) {

    public Grouping {
        if (firstAfter.isNegative() || joinWithin.isNegative() || !repeatAfter.isPositive()) {
            throw new IllegalArgumentException(
                    "relay.incidents.grouping.first-after and join-within must not be negative, and repeat-after"
                            + " must be longer than zero, such as 10s, 5m and 4h");
        }
    }
}
