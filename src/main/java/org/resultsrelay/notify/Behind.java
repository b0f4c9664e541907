package org.resultsrelay.notify;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message whose wanted text is ahead of the delivered one, claimed until {@code lease}; {@code messageId} is null while the
 * channel has no form of it yet.
 */
record Behind(
        long id,
        String channel,
        String text,
        int revision,
        @Nullable String messageId,
        int attempts,
        @Nullable String lastError,
        Instant lease) {

    static Behind of(ResultSet row, Instant lease) throws SQLException {
        return new Behind(
                row.getLong("id"),
                row.getString("channel"),
                row.getString("wanted_text"),
                row.getInt("wanted_revision"),
                row.getString("message_id"),
                row.getInt("attempts"),
                row.getString("last_error"),
                lease);
    }

    String headline() {
        return text.lines().findFirst().orElse("");
    }
}
