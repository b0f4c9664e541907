package org.resultsrelay.delivery.users;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.delivery.push.SummaryPayload.TotalsPayload;
import org.resultsrelay.problems.StrictBody;
import org.resultsrelay.results.UserIdSyntax;

/** The JSON shapes of the users' API. */
final class UserViews {

    private UserViews() {}

    /** A user in a list. */
    @Schema(name = "User")
    record ListedUser(
            @Schema(description = "Key of the client company that the user belongs to.", example = "acme")
            String client,

            @Schema(description = "The platform's id of the user.", example = "u-17")
            String id,

            @Schema(
                    description =
                            "Epoch that the revisions belong to; it rises when an administrator raises it after a restore.",
                    example = "1")
            int epoch,

            @Schema(description = "Newest revision, which the client company should have.", example = "7")
            long wantedRevision,

            @Schema(
                    description = "Newest revision that the client company has confirmed; 0 before the first.",
                    example = "7")
            long deliveredRevision,

            @Schema(
                    description = "State of the delivery: delivered, or why not yet.",
                    allowableValues = {
                        "delivered",
                        "waiting",
                        "pushing",
                        "retrying",
                        "set_aside",
                        "held",
                        "held_back",
                        "paused"
                    },
                    example = "delivered")
            String state) {}

    /** A user with its totals, and why they have or have not arrived. */
    @Schema(name = "UserDetails")
    record UserDetails(
            @Schema(description = "Key of the client company that the user belongs to.", example = "acme")
            String client,

            @Schema(description = "The platform's id of the user.", example = "u-17")
            String id,

            @Schema(
                    description =
                            "Epoch that the revisions belong to; it rises when an administrator raises it after a restore.",
                    example = "1")
            int epoch,

            @Schema(description = "Newest revision, which the client company should have.", example = "7")
            long wantedRevision,

            @Schema(
                    description = "Newest revision that the client company has confirmed; 0 before the first.",
                    example = "7")
            long deliveredRevision,

            @Schema(
                    description =
                            "State of the delivery: delivered, waiting, pushing, retrying, set_aside, held, held_back or paused.",
                    example = "delivered")
            String state,

            @Schema(
                    description = "Answers \"why hasn't it arrived?\"",
                    example = "acme has confirmed revision 7, the newest.")
            String explanation,

            @Schema(
                    description = "True while an administrator has asked that nothing of this user is pushed.",
                    example = "false")
            boolean held,

            @Schema(description = "Since when the newest revision has not been confirmed; null if nothing waits.")
            @Nullable
            Instant waitingSince,

            @Schema(description = "The user's totals over all tests, as the next push would carry them.")
            TotalsPayload totals,

            @Schema(
                    description =
                            "When the user completed a test last, by the platform's clock; null before the first final result.")
            @Nullable
            Instant lastCompletedAt) {}

    /** A user to register ahead of its first result. */
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
                    description = "True: push nothing of this user until it is released. False if left out.",
                    example = "false")
            @Nullable
            Boolean held)
            implements StrictBody {

        static final String ID =
                "give 1 to 64 characters without control characters, as the platform does, but neither . nor ..";
    }

    /**
     * What can be set for a user. Users are anonymous, so it is only how the relay treats them. Missing fields get
     * their defaults.
     */
    @Schema(example = """
            {"held": true}""")
    record UserSettings(
            @Schema(
                    description =
                            "True: push nothing of this user until it is released; then the newest summary is pushed.",
                    defaultValue = "false")
            @Nullable
            Boolean held)
            implements StrictBody {

        boolean isHeld() {
            return Boolean.TRUE.equals(held);
        }
    }
}
