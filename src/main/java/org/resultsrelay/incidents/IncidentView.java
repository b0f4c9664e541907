package org.resultsrelay.incidents;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.incidents.alert.Alert;
import org.resultsrelay.incidents.episode.Incident;
import org.resultsrelay.incidents.episode.Kind;

/** An episode as the API shows it, with what people did about the alert that tells of it. */
record IncidentView(
        long id,
        String key,
        Kind kind,
        State state,
        @Nullable String client,
        long alert,
        Instant openedAt,
        Instant lastSeenAt,
        @Nullable Instant resolvedAt,
        @Nullable String resolvedBy,
        @Nullable Instant acknowledgedAt,
        @Nullable String acknowledgedBy,
        @Nullable Instant snoozedUntil,
        long occurrences,
        long usersAffected,
        String firstError,
        String lastError) {

    static IncidentView of(Incident incident, Alert alert) {
        return new IncidentView(
                incident.id(),
                incident.key(),
                incident.kind(),
                incident.isOpen() ? State.OPEN : State.RESOLVED,
                incident.client(),
                alert.id(),
                incident.openedAt(),
                incident.lastSeenAt(),
                incident.resolvedAt(),
                incident.resolvedBy(),
                alert.acknowledgedAt(),
                alert.acknowledgedBy(),
                alert.snoozedUntil(),
                incident.occurrences(),
                incident.usersAffected(),
                incident.firstError(),
                incident.lastError());
    }
}
