package org.resultsrelay.delivery.users;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;

/** Reads where users' deliveries stand, and what was tried. */
@Component
class States {

    private final JdbcTemplate jdbc;

    States(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    Map<Long, DeliveryState> of(Collection<Long> userIds) {
        return jdbc.query("""
                        select user_id, wanted, delivered, wanted_since, due_at, lease is not null as leased, attempts, last_error, held
                        from deliveries where user_id = any(?)
                        """, (row, n) -> state(row), new SqlArrayValue("bigint", userIds.toArray())).stream()
                .collect(Collectors.toMap(DeliveryState::userId, Function.identity()));
    }

    private static DeliveryState state(ResultSet row) throws SQLException {
        return new DeliveryState(
                row.getLong("user_id"),
                row.getLong("wanted"),
                row.getLong("delivered"),
                row.getTimestamp("wanted_since").toInstant(),
                row.getTimestamp("due_at").toInstant(),
                row.getBoolean("leased"),
                row.getInt("attempts"),
                row.getString("last_error"),
                row.getBoolean("held"));
    }

    /** The newest attempts of one user first. */
    List<Attempt> attempts(long userId, int limit) {
        return jdbc.query(
                """
                select started_at, epoch, revision, duration_ms, outcome, status, answer
                from attempts where user_id = ? order by started_at desc, id desc limit ?
                """,
                (row, n) -> new Attempt(
                        row.getTimestamp("started_at").toInstant(),
                        row.getInt("epoch"),
                        row.getLong("revision"),
                        row.getInt("duration_ms"),
                        row.getString("outcome"),
                        row.getObject("status", Integer.class),
                        row.getString("answer")),
                userId,
                limit);
    }

    record Attempt(
            Instant startedAt,
            int epoch,
            long revision,
            int durationMs,
            String outcome,
            @Nullable Integer status,
            @Nullable String answer) {}
}
