package org.resultsrelay.access;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** {@code adminToken} is the first admin token; without it the first start makes one. */
@ConfigurationProperties("relay")
record AccessProperties(
        @Nullable String adminToken, @DefaultValue Access access) {

    /** {@code cacheTtl}: how soon a token revoked by another process stops working in this one. */
    record Access(@DefaultValue("5s") Duration cacheTtl) {}
}
