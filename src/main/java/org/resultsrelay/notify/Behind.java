package org.resultsrelay.notify;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A message whose wanted content is ahead of the delivered one, claimed until {@code lease}. */
record Behind(
        long id, Letter letter, int attempts, @Nullable String lastError, Instant lease) {

    static Behind of(ResultSet row, Instant lease) throws SQLException {
        byte[] picture = row.getBytes("picture");
        return new Behind(
                row.getLong("id"),
                new Letter(
                        row.getString("channel"),
                        row.getString("key"),
                        row.getInt("wanted_revision"),
                        new Content(
                                row.getString("wanted_text"),
                                Buttons.of(row.getString("buttons")),
                                picture == null ? null : new Picture(picture)),
                        row.getString("message_id"),
                        row.getString("answers")),
                row.getInt("attempts"),
                row.getString("last_error"),
                lease);
    }
}
