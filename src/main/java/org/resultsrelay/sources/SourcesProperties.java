package org.resultsrelay.sources;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * {@code overlap}: how long a rotated URL or a changed secret still counts; {@code cacheTtl}: how soon another process's
 * change arrives.
 */
@Validated
@ConfigurationProperties("relay.sources")
record SourcesProperties(
        @DefaultValue("24h") @DurationMin @DurationMax(days = 365)
        Duration overlap,

        @DefaultValue("5s") @DurationMin @DurationMax(days = 365)
        Duration cacheTtl) {}
