package org.resultsrelay.clients;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.clients.Backlog.Standing;

/** A client company as the administration API shows it; the signing secret only in the answer that made it. */
@Schema(name = "Client")
record ClientView(
        String key,
        String name,
        URI endpointUrl,
        Policy policy,
        Detail detail,
        Pace pace,

        @Schema(example = "300", description = "How long a change may wait before the administrator is told.")
        long freshnessObjectiveSeconds,

        State state,

        @Schema(description = "Only in the answer that made the client.")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        String signingSecret) {

    /** How the client is doing; {@code oldestUndeliveredAgeSeconds} is null while nobody waits. */
    @Schema(name = "ClientState")
    record State(
            boolean paused,
            @Nullable Instant pausedAt,
            @Nullable String pauseReason,

            @Schema(example = "closed", description = "closed while the endpoint answers.")
            String breaker,

            long waitingUsers,
            @Nullable Long oldestUndeliveredAgeSeconds) {}

    static ClientView of(Client client, Standing standing) {
        return new ClientView(
                client.key(),
                client.name(),
                client.endpointUrl(),
                client.policy(),
                client.detail(),
                client.pace(),
                client.freshnessObjective().toSeconds(),
                state(client, standing),
                null);
    }

    ClientView with(SigningSecret secret) {
        return new ClientView(
                key, name, endpointUrl, policy, detail, pace, freshnessObjectiveSeconds, state, secret.shown());
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
