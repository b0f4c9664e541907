package org.resultsrelay.access;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.problems.StrictBody;
import org.resultsrelay.text.PlainText;

/** A new token's name, scope and expiry; without {@code expires_at} it is valid until it is revoked. */
@Schema(example = """
        {"name": "the platform's server", "scope": "intake", "expires_at": null}""")
record TokenRequest(
        @Schema(description = "What people call the token, 1 to 200 characters.", example = "platform")
        @NotNull(message = NAME)
        @Pattern(regexp = "^" + PlainText.CHARACTER + "{1,200}$", message = NAME)
        String name,

        @Schema(
                description =
                        "intake: may post webhooks with results; client: may read the client company's own summaries and digests.",
                allowableValues = {"intake", "client"},
                example = "intake")
        @NotNull(message = "give intake or client")
        Scope scope,

        @Schema(description = "When the token expires; never if left out.") @Nullable
        Instant expiresAt)
        implements StrictBody {

    private static final String NAME = "give 1 to 200 characters without control characters";
}
