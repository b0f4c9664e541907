package org.resultsrelay.incidents;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When trouble becomes an episode and how it is told. {@code updateEvery}: the least time between two texts of one alert,
 * but for its opening and its end. {@code malformedQuiet}: how long no malformed input makes its episode over.
 * {@code databaseAwayAfter}: a shorter absence of the database is a hiccup.
 */
@ConfigurationProperties("relay.incidents")
record IncidentsProperties(
        @DefaultValue("2s") Duration every,
        @DefaultValue("30s") Duration updateEvery,
        @DefaultValue("10m") Duration malformedQuiet,
        @DefaultValue("5s") Duration databaseAwayAfter) {

    IncidentsProperties {
        if (!every.isPositive() || !malformedQuiet.isPositive()) {
            throw new IllegalArgumentException(
                    "relay.incidents.every and relay.incidents.malformed-quiet must be longer than zero, such as 2s and 10m");
        }
    }
}
