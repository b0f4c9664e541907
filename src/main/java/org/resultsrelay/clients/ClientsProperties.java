package org.resultsrelay.clients;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** {@code secretKey} is base64 of 32 bytes and encrypts the signing secrets; embedded, the relay makes its own. */
@ConfigurationProperties("relay")
record ClientsProperties(
        @Nullable String secretKey, @DefaultValue Clients clients) {

    /** {@code secretOverlap}: how long a rotated secret still signs; {@code cacheTtl}: how soon another process's change arrives. */
    record Clients(
            @DefaultValue("24h") Duration secretOverlap,
            @DefaultValue("3s") Duration cacheTtl) {}
}
