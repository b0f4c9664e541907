package org.resultsrelay.audit;

import io.swagger.v3.oas.annotations.media.Schema;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;

/** An action as the API shows it. */
@Schema(name = "AuditEntry")
record AuditView(
        @Schema(description = "Number of the entry; later entries have higher numbers.", example = "311")
        long id,

        @Schema(description = "When it was done.") Instant at,

        @Schema(
                description = "Who did it: a token and its name, a linked person, or relay.",
                example = "token 3 (Ana's laptop)")
        String actor,

        @Schema(
                description = "How it was asked for: over the API, from the chat, or by the relay itself.",
                allowableValues = {"api", "chat", "relay"},
                example = "api")
        String via,

        @Schema(
                description =
                        "Where it was asked for: a network address, or a chat and the person in it. Empty for the relay itself.",
                example = "telegram by 1001 (Ana)")
        String origin,

        @Schema(description = "The operation, as this document calls it.", example = "pauseClient")
        String action,

        @Schema(
                description =
                        "What it was done to: a kind and its key or number. A user and a token name their client company.",
                example = "user:acme/u-17")
        String subject,

        @Schema(
                description =
                        "More about it, such as parameters, the names of changed fields or a reason; may be empty.",
                example = "endpoint_url, pace")
        String detail,

        @Schema(
                description = "Unknown if the request failed half-way or the relay died before its end.",
                allowableValues = {"done", "unknown"},
                example = "done")
        String outcome) {

    static AuditView of(ResultSet row, int n) throws SQLException {
        return new AuditView(
                row.getLong("id"),
                row.getTimestamp("at").toInstant(),
                row.getString("actor"),
                row.getString("via").toLowerCase(Locale.ROOT),
                row.getString("origin"),
                row.getString("action"),
                row.getString("subject"),
                row.getString("detail"),
                row.getString("outcome").toLowerCase(Locale.ROOT));
    }
}
