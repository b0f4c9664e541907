package org.resultsrelay.intake;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.problems.FieldError;

/** The answer to an array, for the API's description. */
@Schema(name = "WebhookAnswers", description = "One entry for each event, in the order they were sent")
record AnswerSchema(
        @Schema(
                description = "What became of each event, in the order in which they were sent.",
                requiredMode = REQUIRED)
        List<Each> results) {

    @Schema(name = "WebhookAnswer", description = "A single event's answer is one of these, never rejected")
    record Each(
            @Schema(
                    description = "Null where the event has no usable id",
                    types = {"string", "null"},
                    example = "e-1")
            @JsonProperty("event_id")
            @Nullable
            String eventId,

            @Schema(
                    description =
                            "accepted: stored; duplicate: known already, which changes nothing; rejected: see errors.",
                    requiredMode = REQUIRED,
                    allowableValues = {"accepted", "duplicate", "rejected"},
                    example = "accepted")
            String status,

            @Schema(description = "Only where rejected: everything that is wrong with the event") @Nullable
            List<FieldError> errors) {}
}
