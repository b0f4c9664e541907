package org.resultsrelay.delivery.users;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.results.Result;

/** A user's history: steps in time order, and the received results and attempted pushes, newest first. */
@Schema(name = "Timeline")
record Timeline(
        @Schema(description = "Key of the client company that the user belongs to.", example = "acme")
        String client,

        @Schema(description = "The platform's id of the user.", example = "u-17")
        String id,

        @Schema(
                description =
                        "State of the delivery: delivered, waiting, pushing, retrying, set_aside, held, held_back or paused.",
                example = "delivered")
        String state,

        @Schema(
                description = "Why the newest summary has or has not arrived, in a sentence.",
                example = "acme has confirmed revision 7, the newest.")
        String explanation,

        @Schema(description = "What happened, oldest first.")
        List<TimelineStep> steps,

        @Schema(
                description = "False where only the newest hundred results and the newest hundred pushes are shown.",
                example = "true")
        boolean complete,

        @Schema(description = "The results received, newest first.")
        List<ReceivedResult> results,

        @Schema(description = "The pushes attempted, newest first.")
        List<PushAttempt> pushes) {

    /** One step. The revision is the user's, if the step is about one. */
    @Schema(name = "TimelineStep")
    record TimelineStep(
            @Schema(description = "When it happened.") Instant at,

            @Schema(
                    description =
                            "received: a result was stored; wanted: a new revision should be delivered; attempted: a push was tried; confirmed: the client company answered 2xx.",
                    allowableValues = {RECEIVED, WANTED, ATTEMPTED, CONFIRMED},
                    example = "attempted")
            String step,

            @Schema(
                    description = "What happened, in a sentence.",
                    example = "acme was sent revision 7: failed (503) after 41 ms")
            String says,

            @Schema(description = "The revision that the step is about; null where it is about none.", example = "7")
            @Nullable
            Long revision) {

        static final String RECEIVED = "received";
        static final String WANTED = "wanted";
        static final String ATTEMPTED = "attempted";
        static final String CONFIRMED = "confirmed";
    }

    /** A stored webhook; {@code stands} is false once a later event has replaced it. */
    @Schema(name = "TimelineResult")
    record ReceivedResult(
            @Schema(description = "When the relay received the webhook.")
            Instant receivedAt,

            @Schema(description = "The platform's id of the event.", example = "e-1")
            String eventId,

            @Schema(description = "The platform's id of the test.", example = "t-9")
            String testId,

            @Schema(description = "Which of the user's attempts at this test it was, counted from 1.", example = "1")
            int attempt,

            @Schema(description = "Points reached.", example = "17")
            BigDecimal score,

            @Schema(description = "Points that could be reached.", example = "20")
            BigDecimal maxScore,

            @Schema(
                    description = "True while the platform has not marked the result as final; it does not count yet.",
                    example = "false")
            boolean provisional,

            @Schema(
                    description = "False once a later event for the same attempt has replaced this result.",
                    example = "true")
            boolean stands,

            @Schema(description = "When it happened, as the platform says; null where it did not say.") @Nullable
            Instant occurredAt) {

        static ReceivedResult of(Result result) {
            return new ReceivedResult(
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

    /** An attempt to push; {@code answer} is the first 8 KiB of the answer of the client's server. */
    @Schema(name = "TimelinePush")
    record PushAttempt(
            @Schema(description = "When the push began.") Instant startedAt,

            @Schema(description = "Epoch of the summary that was sent.", example = "1")
            int epoch,

            @Schema(description = "Revision of the summary that was sent.", example = "7")
            long revision,

            @Schema(
                    description =
                            "accepted, refused, batch_refused (the user came with others, and is sent again alone),"
                                    + " throttled, failed, unreachable, gone or own_fault.",
                    example = "accepted")
            String outcome,

            @Schema(
                    description = "HTTP status of the client company's answer; null where there was no answer.",
                    example = "204")
            @Nullable
            Integer status,

            @Schema(description = "How long the push took, in milliseconds.", example = "41")
            int durationMs,

            @Schema(description = "The first 8 KiB of the client company's answer, or why there was none.") @Nullable
            String answer) {}
}
