package org.resultsrelay.sources;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.sources.SourceSettings.AnswerSettings;
import org.resultsrelay.sources.SourceSettings.TestSettings;
import org.resultsrelay.sources.verification.Verification;
import tools.jackson.databind.JsonNode;

/** A source as the API shows it. Only the answer that made its URL shows it, and none shows its secret. */
@Schema(name = "Source")
record SourceView(
        @Schema(
                description = "What the source is called: 1 to 64 lower-case letters, digits and dashes.",
                example = "classmarker")
        String name,

        @Schema(
                description =
                        "Where the platform posts. Only in the answer that made it: the relay stores only a hash.",
                example = "https://relay.example/api/v1/sources/rs_2V8cQk3mXw7ZtN5bJ1yLrPfA9sDhG4eU6oKiTqWxYzM")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        String url,

        @Schema(description = "Raised by each change; quarantined requests bear it.", example = "3")
        long version,

        @Schema(
                description = "The platform whose mapping it uses; null with a mapping of its own.",
                example = "classmarker")
        @Nullable
        String preset,

        @Schema(description = "Its own mapping; null with a preset.", implementation = Object.class) @Nullable
        JsonNode mapping,

        @Schema(
                description = "What differs from the preset's mapping; null if nothing does.",
                implementation = Object.class)
        @Nullable
        JsonNode overrides,

        @Schema(description = "How its requests are verified, without the secret.")
        Verification verification,

        @Schema(
                description = "True if somebody who has seen a request, or only the URL, could make up others.",
                example = "false")
        boolean weak,

        @Schema(
                description = "The zone of times that come without one; null if none is set.",
                example = "Europe/Berlin")
        @Nullable
        String timeZone,

        @Schema(description = "Name and maximum of tests, keyed by the test's id.")
        Map<String, TestSettings> tests,

        @Schema(description = "How taken requests are answered; a null status is as the preset says.")
        AnswerSettings answer,

        @Schema(description = "What became of what came, of the last seconds at most; only where one source is shown.")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        List<Count> counts,

        @Schema(description = "When the source was created.")
        Instant createdAt,

        @Schema(description = "When it last changed.") Instant updatedAt) {

    /** How often something happened; {@code reason} is empty where the outcome says it all. */
    @Schema(name = "SourceCount")
    record Count(
            @Schema(
                    description = "What became of events or requests.",
                    allowableValues = {"accepted", "duplicate", "ignored", "quarantined", "handshake", "not_authentic"},
                    example = "ignored")
            String outcome,

            @Schema(description = "Why; empty where the outcome says it all.", example = "another type of event")
            String reason,

            @Schema(description = "How often, since the source was created.", example = "12")
            long count,

            @Schema(description = "When it last happened, within some seconds.")
            Instant lastAt) {}
}
