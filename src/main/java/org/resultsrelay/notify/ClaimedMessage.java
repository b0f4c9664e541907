package org.resultsrelay.notify;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A message whose wanted content is ahead of the delivered one, claimed until {@code lease}; {@code sent}: the last sends there. */
record ClaimedMessage(long id, OutboundMessage outbound, Tried tried, List<Instant> sent, Instant lease) {

    /** What came of it before. With a {@code stray}, perhaps it stands there already. */
    record Tried(
            int attempts, @Nullable String error, @Nullable UnconfirmedMessage stray) {

        boolean uncertain() {
            return stray != null;
        }
    }

    static ClaimedMessage of(ResultSet row, Instant lease) throws SQLException {
        OutboundMessage outbound = letter(row);
        String after = row.getString("stray_after");
        UnconfirmedMessage stray = after == null
                ? null
                : new UnconfirmedMessage(
                        outbound, after, row.getTimestamp("created_at").toInstant());
        return new ClaimedMessage(
                row.getLong("id"),
                outbound,
                new Tried(row.getInt("attempts"), row.getString("last_error"), stray),
                Stream.of((Timestamp[]) row.getArray("sent_at").getArray())
                        .map(Timestamp::toInstant)
                        .toList(),
                lease);
    }

    private static OutboundMessage letter(ResultSet row) throws SQLException {
        byte[] picture = row.getBytes("picture");
        return new OutboundMessage(
                row.getString("channel"),
                row.getString("key"),
                row.getInt("wanted_revision"),
                new MessageContent(
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
