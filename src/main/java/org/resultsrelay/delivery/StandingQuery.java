package org.resultsrelay.delivery;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.clients.Backlog;
import org.resultsrelay.delivery.queue.Verdict;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** How the deliveries stand, by client. */
@Component
class StandingQuery implements Backlog {

    private final JdbcTemplate jdbc;
    private final Clock clock;

    StandingQuery(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    List<Trouble> troubles() {
        return jdbc.query(
                """
                select client_id, min(failing_since) as since, count(*) as troubled,
                       (select count(*) from deliveries w where w.client_id = t.client_id and w.wanted > w.delivered) as waiting,
                       (array_agg(last_error order by failing_since desc))[1] as last_error,
                       min(due_at) filter (where due_at < ?) as next_try
                from deliveries t
                where troubled
                group by client_id
                """,
                (row, n) -> new Trouble(
                        row.getLong("client_id"),
                        row.getTimestamp("since").toInstant(),
                        row.getLong("troubled"),
                        row.getLong("waiting"),
                        row.getString("last_error"),
                        instant(row.getTimestamp("next_try"))),
                Timestamp.from(Verdict.NEVER));
    }

    @Override
    public Standing of(long clientId) {
        return waiting().stream()
                .filter(one -> one.clientId() == clientId)
                .findFirst()
                .map(one -> new Standing(one.users(), one.oldest(), "closed"))
                .orElseGet(() -> new Standing(0, null, "closed"));
    }

    /** The clients for whom users wait; those for whom nobody waits are left out. */
    List<Waiting> waiting() {
        Instant now = clock.instant();
        return jdbc.query(
                """
                select client_id, count(*) as users, min(wanted_since) as oldest
                from deliveries where wanted > delivered group by client_id
                """,
                (row, n) -> new Waiting(
                        row.getLong("client_id"),
                        row.getLong("users"),
                        Duration.between(row.getTimestamp("oldest").toInstant(), now)));
    }

    record Waiting(long clientId, long users, Duration oldest) {}

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }
}
