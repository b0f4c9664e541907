package org.resultsrelay.intake;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** An event, for the API's description; the actual reading is done by hand. */
@Schema(name = "WebhookEvent", description = "One test result of one user. Unknown fields are ignored.")
record EventSchema(
        @Schema(
                requiredMode = REQUIRED,
                minLength = 1,
                maxLength = 64,
                description = "The platform's id of this event: the same event sent twice counts once",
                example = "e-1")
        @JsonProperty("event_id")
        String eventId,

        @Schema(
                description = "What happened; the only type there is.",
                requiredMode = REQUIRED,
                allowableValues = "test.completed",
                example = "test.completed")
        String type,

        @Schema(
                description =
                        "When it happened, at most a day ahead of the relay's clock: a later event for the same user,"
                                + " test and attempt replaces an earlier")
        @JsonProperty("occurred_at")
        @Nullable
        OffsetDateTime occurredAt,

        @Schema(description = "Who finished the test.", requiredMode = REQUIRED)
        UserSchema user,

        @Schema(description = "The result of the test.", requiredMode = REQUIRED)
        ResultSchema result) {

    @Schema(name = "WebhookUser")
    record UserSchema(
            @Schema(
                    description =
                            "The platform's id of the user: opaque, 1 to 64 characters, neither . nor .., compared exactly.",
                    requiredMode = REQUIRED,
                    minLength = 1,
                    maxLength = 64,
                    example = "u-17")
            String id) {}

    @Schema(name = "WebhookResult")
    record ResultSchema(
            @Schema(
                    description = "The platform's id of the test: opaque, 1 to 64 characters, compared exactly.",
                    requiredMode = REQUIRED,
                    minLength = 1,
                    maxLength = 64,
                    example = "t-9")
            @JsonProperty("test_id")
            String testId,

            @Schema(
                    description = "What people call the test; shown in summaries.",
                    maxLength = 500,
                    example = "Negotiation basics")
            @JsonProperty("test_name")
            @Nullable
            String testName,

            @Schema(
                    minimum = "1",
                    maximum = "1000000",
                    description =
                            "The attempt's number. Without it and attempt_id: the user's next attempt at this test")
            @Nullable
            Integer attempt,

            @Schema(
                    description =
                            "Instead of attempt: the platform's id of the attempt, opaque, 1 to 64 characters, unique for the"
                                    + " user and test. An id seen for the first time is the user's next attempt; a later event with the"
                                    + " same id is the same attempt.",
                    minLength = 1,
                    maxLength = 64,
                    types = {"string", "null"},
                    example = "a-51")
            @JsonProperty("attempt_id")
            @Nullable
            String attemptId,

            @Schema(
                    requiredMode = REQUIRED,
                    description =
                            "May exceed max_score or be negative; at most 9 digits before the point and 2 after it",
                    example = "17")
            BigDecimal score,

            @Schema(
                    description = "Points that could be reached.",
                    requiredMode = REQUIRED,
                    minimum = "0",
                    example = "20")
            @JsonProperty("max_score")
            BigDecimal maxScore,

            @Schema(description = "Absent: unknown, which is not the same as false") @Nullable
            Boolean passed,

            @Schema(
                    description = "provisional: not marked as final yet, and counted only in tests_provisional.",
                    allowableValues = {"final", "provisional"},
                    defaultValue = "final",
                    example = "final")
            @Nullable
            String status,

            @Schema(
                    description =
                            "When the user finished the test, by the platform's clock; at most a day ahead of the relay's.",
                    requiredMode = REQUIRED)
            @JsonProperty("completed_at")
            OffsetDateTime completedAt) {}
}
