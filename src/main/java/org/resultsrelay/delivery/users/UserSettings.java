package org.resultsrelay.delivery.users;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.problems.Strict;

/** What can be set of a user, who is anonymous: nothing but how it is treated here. What is left out gets its default. */
@Schema(example = """
        {"held": true}""")
record UserSettings(
        @Schema(
                description =
                        "True: push nothing of this user until it is released; then the newest summary is pushed.",
                defaultValue = "false")
        @Nullable
        Boolean held)
        implements Strict {

    boolean isHeld() {
        return Boolean.TRUE.equals(held);
    }
}
