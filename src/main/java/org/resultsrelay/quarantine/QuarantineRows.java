package org.resultsrelay.quarantine;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.quarantine.QuarantinedInput.Origin;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;

/** The quarantined items, read and settled one by one. */
@Component
class QuarantineRows {

    private static final String ITEM = """
            select id, source, client_id, reason, count, first_at, last_at, octet_length(content) as length, cut,
                   state, settled_at, settled_by, note, mapping_version
            from quarantine
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    QuarantineRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The newest first, before {@code before}. */
    List<QuarantineItem> newest(QuarantineFilter filter, long before, int limit) {
        return jdbc.sql(ITEM + "where id < :before" + filter.sql() + " order by id desc limit :limit")
                .param("before", before)
                .param("limit", limit)
                .params(filter.parameters())
                .query(QuarantineRows::item)
                .list();
    }

    /** Those that can be replayed, in the order of their first arrival, after {@code after}. */
    List<QuarantineItem> replayable(QuarantineFilter filter, long after, int limit) {
        return jdbc.sql(ITEM + "where id > :after and not cut" + filter.sql() + " order by id limit :limit")
                .param("after", after)
                .param("limit", limit)
                .params(filter.parameters())
                .query(QuarantineRows::item)
                .list();
    }

    List<QuarantineItem> these(Collection<Long> ids) {
        return jdbc.sql(ITEM + "where id = any(:ids) order by id")
                .param("ids", new SqlArrayValue("bigint", ids.toArray()))
                .query(QuarantineRows::item)
                .list();
    }

    /** The item as it was kept, with its content. */
    Optional<QuarantinedInput> input(long id) {
        return jdbc.sql(
                        "select source, client_id, content, reason, cut, mapping_version, request from quarantine where id = :id")
                .param("id", id)
                .query((row, n) -> new QuarantinedInput(
                        row.getString("source"),
                        row.getObject("client_id", Long.class),
                        row.getBytes("content"),
                        row.getString("reason"),
                        row.getBoolean("cut"),
                        origin(row.getObject("mapping_version", Long.class), row.getString("request"))))
                .optional();
    }

    private static @Nullable Origin origin(@Nullable Long mappingVersion, @Nullable String request) {
        return mappingVersion == null || request == null ? null : new Origin(mappingVersion, "", request);
    }

    Optional<byte[]> content(long id) {
        return jdbc.sql("select content from quarantine where id = :id")
                .param("id", id)
                .query((row, n) -> row.getBytes("content"))
                .optional();
    }

    void settle(long id, QuarantineState state, long by, String note) {
        jdbc.sql(
                        "update quarantine set state = :state, settled_at = :now, settled_by = :by, note = :note where id = :id")
                .param("state", state.name())
                .param("now", at(clock.instant()))
                .param("by", by)
                .param("note", QuarantineRow.storable(note))
                .param("id", id)
                .update();
    }

    /** It still cannot be used, for this reason. */
    void refused(long id, String reason) {
        jdbc.sql("update quarantine set reason = :reason where id = :id")
                .param("reason", QuarantineRow.storable(reason))
                .param("id", id)
                .update();
    }

    /** Removes some of what last arrived before that time, settled or not. Returns how many. */
    int remove(Instant before, int limit) {
        return jdbc.sql("""
                        delete from quarantine where id in (
                            select id from quarantine where last_at < :before order by last_at limit :limit
                            for update skip locked)
                        """).param("before", at(before)).param("limit", limit).update();
    }

    private static QuarantineItem item(ResultSet row, int number) throws SQLException {
        return new QuarantineItem(
                row.getLong("id"),
                row.getString("source"),
                row.getObject("client_id", Long.class),
                row.getString("reason"),
                row.getLong("count"),
                row.getObject("first_at", OffsetDateTime.class).toInstant(),
                row.getObject("last_at", OffsetDateTime.class).toInstant(),
                row.getInt("length"),
                row.getBoolean("cut"),
                QuarantineState.valueOf(row.getString("state")),
                instant(row.getObject("settled_at", OffsetDateTime.class)),
                row.getObject("settled_by", Long.class),
                row.getString("note"),
                row.getObject("mapping_version", Long.class));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime at(Instant time) {
        return OffsetDateTime.ofInstant(time, ZoneOffset.UTC);
    }
}
