package org.resultsrelay.access;

import jakarta.validation.Valid;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.runtime.CannotStart;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.StringUtils;
import org.springframework.validation.annotation.Validated;

/** {@code adminToken} is the first admin token; without it the first start creates one. */
@Validated
@ConfigurationProperties("relay")
record AccessProperties(
        @Nullable String adminToken, @DefaultValue @Valid Access access) {

    private static final int SHORTEST = 20;

    /** {@code cacheTtl}: how soon a token revoked by another process stops working in this one. */
    record Access(
            @DefaultValue("5s") @DurationMin @DurationMax(days = 365)
            Duration cacheTtl) {}

    /** The configured token. An empty setting counts as none, because compose files pass unset variables that way. */
    Optional<String> chosenAdminToken() {
        Optional<String> set =
                Optional.ofNullable(adminToken).filter(StringUtils::hasText).map(String::strip);
        if (set.filter(token -> token.length() < SHORTEST).isPresent()) {
            throw new CannotStart(
                    "RELAY_ADMIN_TOKEN is shorter than " + SHORTEST + " characters, which can be guessed.",
                    "Make one with: openssl rand -base64 32");
        }
        return set;
    }
}
