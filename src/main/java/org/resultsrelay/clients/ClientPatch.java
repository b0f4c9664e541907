package org.resultsrelay.clients;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a merge patch may contain, for the API's description. The patch itself is read as a tree, where null has a
 * meaning.
 */
@Schema(example = """
        {"pace": {"per_minute": 300}}""")
record ClientPatch(
        @Schema(description = "What people call the client company, 1 to 200 characters.", example = "Acme") @Nullable
        String name,

        @Schema(
                description = "The URL of the client company's server that summaries are posted to, http or https.",
                example = "https://acme.example/summaries")
        @Nullable
        String endpointUrl,

        @Schema(
                description = "Which final attempt at a test counts: the best, the last or the first.",
                example = "best")
        @Nullable
        ScoringPolicy policy,

        @Schema(
                description = "tests: summaries list every test; totals: they carry only the totals.",
                example = "tests")
        @Nullable
        SummaryDetail detail,

        @Schema(description = "How fast summaries may be posted; what is left out of it stays as it is.") @Nullable
        PacePatch pace,

        @Schema(
                description =
                        "How many users' summaries may share a request; what is left out of it stays as it is, and null gives each a request of its own again.")
        @Nullable
        BatchPatch batch,

        @Schema(
                description =
                        "How many seconds a change may wait before the administrator gets an alert, 10 to 604800.",
                example = "300")
        @Nullable
        Integer freshnessObjectiveSeconds) {

    /** Each may be given alone. */
    record PacePatch(
            @Schema(description = "Pushes a minute at most, 1 to 1000000; null for no limit.", example = "600")
            @Nullable
            Integer perMinute,

            @Schema(description = "Pushes that may be under way at once, 1 to 256.", example = "16") @Nullable
            Integer inFlight,

            @Schema(
                    description = "True: go slower than agreed while the server throttles or slows down.",
                    example = "false")
            @Nullable
            Boolean adaptive) {}

    /** {@code most} is required if the client has no batches yet. */
    record BatchPatch(
            @Schema(description = "How many users' summaries one request carries at most, 1 to 500.", example = "100")
            @Nullable
            Integer most,

            @Schema(
                    description = "How many milliseconds users gather before a request, 0 to 5000; null for 0.",
                    example = "200")
            @Nullable
            Integer waitMs) {}
}
