package org.resultsrelay.delivery;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.results.Totals;

/** The JSON shapes of the users' API. */
final class UserViews {

    private UserViews() {}

    /** A user in a list. */
    @Schema(name = "User")
    record Listed(
            @Schema(example = "acme") String client,
            @Schema(example = "u-17") String id,
            int epoch,

            @Schema(description = "The revision the client company should have", example = "7")
            long wantedRevision,

            @Schema(description = "The newest revision it has confirmed", example = "7")
            long deliveredRevision,

            @Schema(
                    example = "delivered",
                    allowableValues = {
                        "delivered",
                        "waiting",
                        "pushing",
                        "retrying",
                        "set_aside",
                        "held",
                        "held_back",
                        "paused"
                    })
            String state) {}

    /** A user with its totals, and why they have or have not arrived. */
    @Schema(name = "UserDetails")
    record Details(
            String client,
            String id,
            int epoch,
            long wantedRevision,
            long deliveredRevision,
            String state,

            @Schema(
                    description = "Answers \"why hasn't it arrived?\"",
                    example = "acme has confirmed revision 7, the newest.")
            String explanation,

            @Schema(description = "Whether somebody has asked that it is not pushed")
            boolean held,

            @Nullable Instant waitingSince,
            Totals totals,
            @Nullable Instant lastCompletedAt) {}
}
