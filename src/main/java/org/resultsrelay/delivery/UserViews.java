package org.resultsrelay.delivery;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.results.Result;
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

    /** What happened to a user: told in time order, and, newest first, the results received and the pushes attempted. */
    @Schema(name = "Timeline")
    record Timeline(
            String client,
            String id,
            String state,
            String explanation,
            List<Step> steps,

            @Schema(description = "False where only the newest hundred results and pushes are shown")
            boolean complete,

            List<Received> results,
            List<Pushed> pushes) {}

    /** One thing that happened; the revision is that of the user, where it is about one. */
    @Schema(name = "TimelineStep")
    record Step(
            Instant at,

            @Schema(allowableValues = {RECEIVED, WANTED, ATTEMPTED, CONFIRMED})
            String step,

            @Schema(example = "acme was sent revision 7: failed (503) after 41 ms")
            String says,

            @Nullable Long revision) {

        static final String RECEIVED = "received";
        static final String WANTED = "wanted";
        static final String ATTEMPTED = "attempted";
        static final String CONFIRMED = "confirmed";
    }

    /** A webhook that was stored; {@code stands} is false once a later event has replaced it. */
    @Schema(name = "TimelineResult")
    record Received(
            Instant receivedAt,
            String eventId,
            String testId,
            int attempt,
            BigDecimal score,
            BigDecimal maxScore,
            boolean provisional,
            boolean stands,
            @Nullable Instant occurredAt) {

        static Received of(Result result) {
            return new Received(
                    result.receivedAt(),
                    result.eventId(),
                    result.testId(),
                    result.attempt(),
                    result.score(),
                    result.maxScore(),
                    result.provisional(),
                    result.stands(),
                    result.occurredAt());
        }
    }

    /** An attempt to push; {@code answer} is the first 8 KiB of what the client company's server said. */
    @Schema(name = "TimelinePush")
    record Pushed(
            Instant startedAt,
            int epoch,
            long revision,
            String outcome,
            @Nullable Integer status,
            int durationMs,
            @Nullable String answer) {

        static Pushed of(States.Attempt attempt) {
            return new Pushed(
                    attempt.startedAt(),
                    attempt.epoch(),
                    attempt.revision(),
                    attempt.outcome(),
                    attempt.status(),
                    attempt.durationMs(),
                    attempt.answer());
        }
    }
}
