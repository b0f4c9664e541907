package org.resultsrelay.delivery.users;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.problems.Strict;
import org.resultsrelay.results.UserIdSyntax;

/** A user to be known ahead of its first result. */
@Schema(example = """
        {"client": "acme", "id": "u-17"}""")
record NewUser(
        @Schema(description = "Key of the client company that the user belongs to.", example = "acme")
        @NotNull(message = "name the client company by its key")
        String client,

        @Schema(
                description = "The platform's id of the user, 1 to 64 characters, but not one or two dots alone.",
                example = "u-17")
        @NotNull(message = ID)
        @Pattern(regexp = UserIdSyntax.PATTERN, message = ID)
        String id,

        @Schema(
                description = "True: push nothing of this user until it is released. False when left out.",
                example = "false")
        @Nullable
        Boolean held)
        implements Strict {

    static final String ID =
            "give 1 to 64 characters without control characters, as the platform does, but neither . nor ..";
}
