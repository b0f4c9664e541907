package org.resultsrelay.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A token as it is listed; {@code token} itself only in the answer that made it. */
@Schema(name = "Token")
record TokenView(
        long id,

        @Schema(description = "Only in the answer that made it.") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
        String token,

        String name,
        Scope scope,
        @Nullable Instant expiresAt,
        Instant createdAt) {

    static TokenView of(AccessToken token) {
        return new TokenView(token.id(), null, token.name(), token.scope(), token.expiresAt(), token.createdAt());
    }

    TokenView with(BearerToken made) {
        return new TokenView(id, made.value(), name, scope, expiresAt, createdAt);
    }
}
