package org.resultsrelay.tasks;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Objects;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.clients.Client;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How bulk work is spread.
 *
 * @param capacity users of a task that a minute takes before the next minute is filled, unless the task says otherwise
 * @param ceiling users that a minute takes at most of all tasks of a client without an agreed pace
 * @param every how often to look for users whose minute has come
 * @param retention how long a finished task is still shown
 */
@Validated
@ConfigurationProperties("relay.tasks")
record TasksProperties(
        @DefaultValue("3000") @Min(1) int capacity,
        @DefaultValue("6000") @Min(1) int ceiling,

        @DefaultValue("1s") @DurationMin(millis = 1) @DurationMax(days = 1)
        Duration every,

        @DefaultValue("30d") @DurationMin @DurationMax(days = 36_500)
        Duration retention) {

    int capacity(@Nullable Integer asked) {
        return Objects.requireNonNullElse(asked, capacity);
    }

    /** The most that a minute may take: the agreed pace, or what was requested on purpose. */
    long ceiling(Client client, int asked) {
        Integer agreed = client.pace().perMinute();
        return agreed != null ? agreed : Math.max(ceiling, asked);
    }
}
