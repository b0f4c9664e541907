package org.resultsrelay.clients;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.clients.Backlog.Standing;
import org.resultsrelay.signing.SigningSecret;

/** A client company as the API shows it. Only the answer that created the signing secret shows it. */
@Schema(name = "Client")
record ClientView(
        @Schema(
                description =
                        "What the client company is called in paths and settings: 1 to 64 lower-case letters, digits and dashes.",
                example = "acme")
        String key,

        @Schema(description = "What people call the client company.", example = "Acme")
        String name,

        @Schema(
                description = "The URL of the client company's server that summaries are posted to.",
                example = "https://acme.example/summaries")
        URI endpointUrl,

        @Schema(
                description = "Which final attempt at a test counts: the best, the last or the first.",
                example = "best")
        ScoringPolicy policy,

        @Schema(
                description = "tests: summaries list every test; totals: they carry only the totals.",
                example = "tests")
        SummaryDetail detail,

        @Schema(description = "How fast summaries may be posted.")
        Pace pace,

        @Schema(
                description =
                        "How many users' summaries may share a request; null if each summary has a request of its own.")
        @Nullable
        Batch batch,

        @Schema(
                description = "How many seconds a change may wait before the administrator gets an alert.",
                example = "300")
        long freshnessObjectiveSeconds,

        @Schema(description = "How the client company is doing now.")
        State state,

        @Schema(
                description =
                        "The secret that signs its summaries (Standard Webhooks). Only in the answer that creates the client company.",
                example = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        String signingSecret,

        @Schema(
                example = "7",
                description =
                        "Only in the answer that changed policy or detail: the recompute task that pushes every user's "
                                + "summary under the new settings.")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        Long recomputeTask) {

    /** How the client is doing; {@code oldestUndeliveredAgeSeconds} is null while no user waits. */
    @Schema(name = "ClientState")
    record State(
            @Schema(
                    description = "True while nothing is pushed because somebody, or its answer 410, has paused it.",
                    example = "false")
            boolean paused,

            @Schema(description = "Since when it has been paused; null when it is not.") @Nullable
            Instant pausedAt,

            @Schema(
                    description = "Why it is paused; null when it is not, or when no reason was given.",
                    example = "moving to another server until Friday")
            @Nullable
            String pauseReason,

            @Schema(
                    description =
                            "closed while the endpoint works, open while it is down and only probes go out, half_open while the backlog is drained after that.",
                    example = "closed")
            String breaker,

            @Schema(description = "Users whose newest summary it has not confirmed.", example = "0")
            long waitingUsers,

            @Schema(
                    description = "How many seconds the oldest of these has waited; null if none waits.",
                    example = "12")
            @Nullable
            Long oldestUndeliveredAgeSeconds) {}

    static ClientView of(Client client, Standing standing) {
        return new ClientView(
                client.key(),
                client.name(),
                client.endpointUrl(),
                client.policy(),
                client.detail(),
                client.pace(),
                client.batch(),
                client.freshnessObjective().toSeconds(),
                state(client, standing),
                null,
                null);
    }

    ClientView with(SigningSecret secret) {
        return with(secret.shown(), null);
    }

    ClientView with(@Nullable Long task) {
        return with(null, task);
    }

    private ClientView with(@Nullable String secret, @Nullable Long task) {
        return new ClientView(
                key, name, endpointUrl, policy, detail, pace, batch, freshnessObjectiveSeconds, state, secret, task);
    }

    private static State state(Client client, Standing standing) {
        Duration age = standing.oldestUndeliveredAge();
        return new State(
                client.paused(),
                client.pausedAt(),
                client.pauseReason(),
                standing.breaker(),
                standing.waitingUsers(),
                age == null ? null : age.toSeconds());
    }
}
