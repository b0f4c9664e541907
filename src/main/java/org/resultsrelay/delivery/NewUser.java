package org.resultsrelay.delivery;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.problems.Strict;

/** A user to be known ahead of its first result. */
@Schema(example = """
        {"client": "acme", "id": "u-17"}""")
record NewUser(
        @Schema(description = "Key of the client company that the user belongs to.", example = "acme")
        @NotNull(message = "name the client company by its key")
        String client,

        @Schema(description = "The platform's id of the user, 1 to 64 characters.", example = "u-17")
        @NotNull(message = ID)
        @Pattern(regexp = PATTERN, message = ID)
        String id,

        @Schema(
                description = "True: push nothing of this user until it is released. False when left out.",
                example = "false")
        @Nullable
        Boolean held)
        implements Strict {

    static final String PATTERN = "^[^\\u0000-\\u001F\\u007F-\\u009F\\uD800-\\uDFFF]{1,64}$";
    static final String ID = "give 1 to 64 characters without control characters, as the platform does";
}
