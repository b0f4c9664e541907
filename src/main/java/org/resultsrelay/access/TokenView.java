package org.resultsrelay.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A token in a list. Only the answer that created it contains {@code token}. */
@Schema(name = "Token")
record TokenView(
        @Schema(description = "Number of the token, used to revoke it.", example = "1")
        long id,

        @Schema(
                description = "The token itself, for the header Authorization. Only in the answer that creates it.",
                example = "rr_2V8cQk3mXw7ZtN5bJ1yLrPfA9sDhG4eU6oKiTqWxYzM")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        String token,

        @Schema(description = "What people call the token.", example = "platform")
        String name,

        @Schema(
                description =
                        "intake: may post webhooks with results; client: may read the client company's own summaries and digests.",
                example = "intake")
        Scope scope,

        @Schema(description = "When the token expires; null for never.") @Nullable
        Instant expiresAt,

        @Schema(description = "When the token was created.") Instant createdAt) {

    static TokenView of(AccessToken token) {
        return new TokenView(token.id(), null, token.name(), token.scope(), token.expiresAt(), token.createdAt());
    }

    TokenView with(BearerToken made) {
        return new TokenView(id, made.value(), name, scope, expiresAt, createdAt);
    }
}
