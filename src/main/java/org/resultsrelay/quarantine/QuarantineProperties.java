package org.resultsrelay.quarantine;

import jakarta.validation.constraints.AssertTrue;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * {@code retention}: how long after its last arrival an item is removed, settled or not. {@code refusedPerDay}: how
 * many bytes of one client's refused webhooks are kept in one day (UTC).
 */
@Validated
@ConfigurationProperties("relay.quarantine")
record QuarantineProperties(
        @DefaultValue("90d") @DurationMin(hours = 1) @DurationMax(days = 36_500)
        Duration retention,

        @DefaultValue("256MB") DataSize refusedPerDay) {

    @AssertTrue(message = "RELAY_QUARANTINE_REFUSED_PER_DAY must be a size such as 256MB, 0 or more")
    boolean isRefusedPerDayUsable() {
        return !refusedPerDay.isNegative();
    }
}
