package org.resultsrelay.incidents;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.incidents.episode.Incident;
import org.resultsrelay.incidents.episode.Kind;

/** An episode as the API shows it. */
record IncidentView(
        long id,
        String key,
        Kind kind,
        State state,
        @Nullable String client,
        Instant openedAt,
        Instant lastSeenAt,
        @Nullable Instant resolvedAt,
        long occurrences,
        long usersAffected,
        String firstError,
        String lastError) {

    static IncidentView of(Incident incident) {
        return new IncidentView(
                incident.id(),
                incident.key(),
                incident.kind(),
                incident.resolvedAt() == null ? State.OPEN : State.RESOLVED,
                incident.client(),
                incident.openedAt(),
                incident.lastSeenAt(),
                incident.resolvedAt(),
                incident.occurrences(),
                incident.usersAffected(),
                incident.firstError(),
                incident.lastError());
    }
}
