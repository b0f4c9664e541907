package org.resultsrelay.audit;

import io.swagger.v3.oas.annotations.media.Schema;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;

/** A deed as the API shows it. */
@Schema(name = "Deed")
record AuditView(
        long id,
        Instant at,

        @Schema(description = "A token, or a linked person", example = "@ana")
        String actor,

        @Schema(allowableValues = {"api", "chat", "relay"}) String via,

        @Schema(description = "An address, or a chat and who there", example = "telegram by 1001 (Ana)")
        String origin,

        @Schema(example = "pause") String action,
        @Schema(example = "client:acme") String subject,
        @Schema(example = "moving to another server") String detail) {

    static AuditView of(ResultSet row, int n) throws SQLException {
        return new AuditView(
                row.getLong("id"),
                row.getTimestamp("at").toInstant(),
                row.getString("actor"),
                row.getString("via").toLowerCase(Locale.ROOT),
                row.getString("origin"),
                row.getString("action"),
                row.getString("subject"),
                row.getString("detail"));
    }
}
