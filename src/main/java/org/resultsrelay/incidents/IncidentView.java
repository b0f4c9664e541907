package org.resultsrelay.incidents;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.incidents.trouble.TroubleKind;

/** An incident as the API shows it, with what people did about its alert. */
@Schema(name = "Incident")
record IncidentView(
        @Schema(description = "Number of the incident; later ones have higher numbers.", example = "41")
        long id,

        @Schema(
                description = "What is wrong with whom; the same key is open only once at a time.",
                example = "delivery:acme")
        String key,

        @Schema(description = "What kind of trouble it is.", example = "delivery")
        TroubleKind kind,

        @Schema(
                description = "open while it lasts, then resolved.",
                allowableValues = {"open", "resolved"},
                example = "open")
        String state,

        @Schema(description = "Key of the client company concerned; null where it concerns none.", example = "acme")
        @Nullable
        String client,

        @Schema(description = "Number of its alert, which may hold other incidents too.", example = "17")
        long alert,

        @Schema(description = "Since when things have been wrong.")
        Instant openedAt,

        @Schema(description = "When it was last seen to be wrong.")
        Instant lastSeenAt,

        @Schema(description = "When it was over; null while it is open.") @Nullable
        Instant resolvedAt,

        @Schema(
                description = "Who closed it by hand; null while it is open, and if it ended by itself.",
                example = "@ana")
        @Nullable
        String resolvedBy,

        @Schema(description = "When somebody acknowledged the alert; null before that.") @Nullable
        Instant acknowledgedAt,

        @Schema(description = "Who acknowledged the alert; null before that.", example = "@ana") @Nullable
        String acknowledgedBy,

        @Schema(description = "Until when the alert is snoozed; null where it is not.") @Nullable
        Instant snoozedUntil,

        @Schema(
                description =
                        "How often it was seen: for malformed webhooks and errors of the relay, how many there were.",
                example = "3")
        long occurrences,

        @Schema(description = "The most users that it has concerned at one time.", example = "38")
        long usersAffected,

        @Schema(description = "The error at its beginning.", example = "connection refused")
        String firstError,

        @Schema(description = "The newest error.", example = "connection refused")
        String lastError) {}
