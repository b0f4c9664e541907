package org.resultsrelay.sources;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.problems.StrictBody;
import org.resultsrelay.sources.verification.Verification;
import tools.jackson.databind.JsonNode;

/** A source as an administrator sends it. */
@Schema(name = "SourceSettings", example = """
        {"preset": "classmarker", "verification": {"secret": "the webhook's secret phrase"}, "time_zone": "Europe/Berlin",
         "tests": {"t-9": {"name": "Negotiation basics", "max_score": 20}}}""")
record SourceSettings(
        @Schema(
                description = "The platform, as GET /api/v1/presets names it; null with a mapping of its own.",
                example = "classmarker")
        @Nullable
        String preset,

        @Schema(description = "The source's own mapping, instead of a preset's.", implementation = Object.class)
        @Nullable
        JsonNode mapping,

        @Schema(
                description = "What differs from the preset's mapping: whole rules by name; null removes one.",
                implementation = Object.class)
        @Nullable
        JsonNode overrides,

        @Schema(
                description =
                        "How its requests are verified; what is left out is as the preset suggests. The secret is never shown.",
                implementation = Verification.class)
        @Nullable
        JsonNode verification,

        @Schema(description = "The zone of times that come without one.", example = "Europe/Berlin") @Nullable
        String timeZone,

        @Schema(description = "Name and maximum of tests, for platforms that do not send them; keyed by the test's id.")
        @Valid
        @Nullable
        Map<String, @Valid TestSettings> tests,

        @Schema(description = "What the platform needs to hear; as the preset says if left out.") @Valid @Nullable
        AnswerSettings answer)
        implements StrictBody {

    /** What the platform does not say about a test. */
    @Schema(name = "SourceTest")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record TestSettings(
            @Schema(description = "What people call the test.", example = "Negotiation basics") @Nullable
            String name,

            @Schema(description = "Points that could be reached.", example = "20")
            @Min(value = 0, message = "give 0 or more")
            @Max(value = 999_999_999, message = "give 999999999 at most")
            @Nullable
            BigDecimal maxScore) {}

    /** How taken requests are answered. */
    @Schema(name = "SourceAnswer")
    record AnswerSettings(
            @Schema(description = "The status of a request that was taken, 200 to 299.", example = "200")
            @Min(value = 200, message = STATUS)
            @Max(value = 299, message = STATUS)
            @Nullable
            Integer status) {

        private static final String STATUS = "give 200 to 299";
    }
}
