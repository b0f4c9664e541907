package org.resultsrelay.clients;

import jakarta.validation.Valid;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * {@code secretKey} is base64 of 32 bytes and encrypts the signing secrets. With the embedded database the relay
 * creates its own.
 */
@Validated
@ConfigurationProperties("relay")
record ClientsProperties(
        @Nullable String secretKey, @DefaultValue @Valid ClientCache clients) {

    /** {@code secretOverlap}: how long a rotated secret still signs; {@code cacheTtl}: how soon another process's change arrives. */
    record ClientCache(
            @DefaultValue("24h") @DurationMin @DurationMax(days = 365)
            Duration secretOverlap,

            @DefaultValue("3s") @DurationMin @DurationMax(days = 365)
            Duration cacheTtl) {}
}
