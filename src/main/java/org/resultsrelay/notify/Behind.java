package org.resultsrelay.notify;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A message whose wanted content is ahead of the delivered one, claimed until {@code lease}; {@code sent}: the last sends there. */
record Behind(long id, Letter letter, Tried tried, List<Instant> sent, Instant lease) {

    /** What came of it before. With a {@code stray}, perhaps it stands there already. */
    record Tried(
            int attempts, @Nullable String error, @Nullable Stray stray) {

        boolean uncertain() {
            return stray != null;
        }
    }

    static Behind of(ResultSet row, Instant lease) throws SQLException {
        Letter letter = letter(row);
        String after = row.getString("stray_after");
        Stray stray = after == null
                ? null
                : new Stray(letter, after, row.getTimestamp("created_at").toInstant());
        return new Behind(
                row.getLong("id"),
                letter,
                new Tried(row.getInt("attempts"), row.getString("last_error"), stray),
                Stream.of((Timestamp[]) row.getArray("sent_at").getArray())
                        .map(Timestamp::toInstant)
                        .toList(),
                lease);
    }

    private static Letter letter(ResultSet row) throws SQLException {
        byte[] picture = row.getBytes("picture");
        return new Letter(
                row.getString("channel"),
                row.getString("key"),
                row.getInt("wanted_revision"),
                new Content(
                        row.getString("wanted_text"),
                        Buttons.of(row.getString("buttons")),
                        picture == null ? null : new Picture(picture)),
                row.getString("message_id"),
                row.getString("answers"));
    }

    /** The last sends there, this one included. */
    List<Instant> sentUntil(Instant now) {
        List<Instant> all = Stream.concat(sent.stream(), Stream.of(now)).toList();
        return all.subList(Math.max(0, all.size() - Throttle.REMEMBERED), all.size());
    }
}
