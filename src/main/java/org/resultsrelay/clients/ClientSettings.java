package org.resultsrelay.clients;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.problems.StrictBody;
import org.resultsrelay.text.PlainText;

/** A client company's settings as an administrator sends them. Missing fields get their defaults. */
@Schema(example = """
        {"name": "Acme", "endpoint_url": "https://acme.example/summaries", "policy": "best", "detail": "tests",
         "pace": {"per_minute": 600, "in_flight": 8}}""")
record ClientSettings(
        @Schema(description = "What people call the client company, 1 to 200 characters.", example = "Acme")
        @NotNull(message = NAME)
        @Pattern(regexp = "^" + PlainText.CHARACTER + "{1,200}$", message = NAME)
        String name,

        @Schema(
                description = "The URL of the client company's server that summaries are posted to, http or https.",
                example = "https://acme.example/summaries")
        @NotNull(message = "give the URL that summaries are posted to")
        @HttpUrl
        String endpointUrl,

        @Schema(
                description = "Which final attempt at a test counts: the best, the last or the first.",
                defaultValue = "best")
        @Nullable
        ScoringPolicy policy,

        @Schema(
                description = "tests: summaries list every test; totals: they carry only the totals.",
                defaultValue = "tests")
        @Nullable
        SummaryDetail detail,

        @Schema(description = "How fast summaries may be posted; by default 16 at once and without a limit a minute.")
        @Valid
        @Nullable
        PaceSettings pace,

        @Schema(
                description =
                        "How many users' summaries may share a request, as user.summaries.updated; by default, or if null, each summary has a request of its own.")
        @Valid
        @Nullable
        BatchSettings batch,

        @Schema(
                description = "How many seconds a change may wait before the administrator gets an alert.",
                defaultValue = "300")
        @Min(value = 10, message = FRESHNESS)
        @Max(value = 604_800, message = FRESHNESS)
        @Nullable
        Integer freshnessObjectiveSeconds)
        implements StrictBody {

    private static final int DEFAULT_FRESHNESS = 300;
    private static final String FRESHNESS = "give 10 to 604800 seconds";
    private static final String NAME = "give 1 to 200 characters without control characters";

    /** The rules for {@link Pace}. */
    record PaceSettings(
            @Schema(description = "Pushes a minute at most; null for no limit.", example = "600")
            @Min(value = 1, message = PER_MINUTE)
            @Max(value = 1_000_000, message = PER_MINUTE)
            @Nullable
            Integer perMinute,

            @Schema(description = "Pushes that may be under way at once.", defaultValue = "16")
            @Min(value = 1, message = IN_FLIGHT)
            @Max(value = 256, message = IN_FLIGHT)
            @Nullable
            Integer inFlight,

            @Schema(
                    description = "True: go slower than agreed while the server throttles or slows down.",
                    defaultValue = "false")
            @Nullable
            Boolean adaptive) {

        private static final String PER_MINUTE = "give 1 to 1000000, or null for no limit";
        private static final String IN_FLIGHT = "give 1 to 256";
    }

    /** The rules for {@link Batch}. */
    record BatchSettings(
            @Schema(description = "How many users' summaries one request carries at most.", example = "100")
            @NotNull(message = MOST)
            @Min(value = 1, message = MOST)
            @Max(value = 500, message = MOST)
            Integer most,

            @Schema(
                    description =
                            "How many milliseconds users gather before a request, so that it carries more of them.",
                    defaultValue = "0")
            @Min(value = 0, message = WAIT)
            @Max(value = 5000, message = WAIT)
            @Nullable
            Integer waitMs) {

        private static final String MOST = "give 1 to 500";
        private static final String WAIT = "give 0 to 5000";
    }

    static ClientSettings of(StoredSettings settings) {
        return new ClientSettings(
                settings.name(),
                settings.endpointUrl(),
                settings.policy(),
                settings.detail(),
                new PaceSettings(settings.perMinute(), settings.inFlight(), settings.adaptive()),
                settings.batchMost() == null ? null : new BatchSettings(settings.batchMost(), settings.batchWaitMs()),
                settings.freshnessSeconds());
    }

    StoredSettings settings() {
        return new StoredSettings(
                name,
                endpointUrl,
                Objects.requireNonNullElse(policy, ScoringPolicy.BEST),
                Objects.requireNonNullElse(detail, SummaryDetail.TESTS),
                pace == null ? null : pace.perMinute(),
                pace == null || pace.inFlight() == null ? Pace.DEFAULT_IN_FLIGHT : pace.inFlight(),
                pace != null && Boolean.TRUE.equals(pace.adaptive()),
                batch == null ? null : batch.most(),
                batch == null ? null : Objects.requireNonNullElse(batch.waitMs(), Batch.DEFAULT_WAIT_MS),
                Objects.requireNonNullElse(freshnessObjectiveSeconds, DEFAULT_FRESHNESS));
    }
}
