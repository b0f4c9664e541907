package org.resultsrelay.delivery;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.results.Result;

/** The JSON shapes of a user's timeline. */
final class TimelineViews {

    private TimelineViews() {}

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
