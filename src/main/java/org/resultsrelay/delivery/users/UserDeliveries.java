package org.resultsrelay.delivery.users;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.resultsrelay.clients.Client;
import org.resultsrelay.delivery.breaker.ClientGates;
import org.resultsrelay.delivery.queue.RetryDecision;
import org.resultsrelay.delivery.users.DeliveryState.StateName;
import org.resultsrelay.delivery.users.Timeline.PushAttempt;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;

/** Reads the state of users' deliveries and their attempts, and finds users by state. */
@Component
class UserDeliveries {

    private static final String UNDELIVERED = """
            select d.user_id as id from deliveries d
            where d.client_id = c and d.behind and d.user_id > :after and %s
            order by d.user_id limit :limit
            """;

    /** Users without anything wanted have no delivery, and count as delivered. */
    private static final String DELIVERED = """
            select u.id from users u left join deliveries d on d.user_id = u.id
            where u.client_id = c and u.id > :after and coalesce(d.wanted <= d.delivered, true)
            order by u.id limit :limit
            """;

    private static final String PUSHING = "d.lease is not null and d.due_at > :now";
    private static final String TO_GO = "not d.held and d.due_at < :never and not (" + PUSHING + ")";
    private static final String FAILED = "(d.attempts > 0 or d.last_error is not null)";

    private final JdbcClient jdbc;
    private final ClientGates gates;
    private final Clock clock;

    UserDeliveries(JdbcClient jdbc, ClientGates gates, Clock clock) {
        this.jdbc = jdbc;
        this.gates = gates;
        this.clock = clock;
    }

    Map<Long, DeliveryState> states(Collection<Long> userIds) {
        return jdbc
                .sql("""
                        select user_id, wanted, delivered, wanted_since, due_at, lease is not null as leased, attempts, last_error, held
                        from deliveries where user_id = any(:users)
                        """)
                .param("users", new SqlArrayValue("bigint", userIds.toArray()))
                .query((row, n) -> state(row))
                .list()
                .stream()
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

    /** The newest attempts of one user, newest first. */
    List<PushAttempt> attempts(long userId, int limit) {
        return jdbc.sql("""
                select started_at, epoch, revision, duration_ms, outcome, status, answer
                from attempts where user_id = :user order by started_at desc, id desc limit :limit
                """)
                .param("user", userId)
                .param("limit", limit)
                .query((row, n) -> new PushAttempt(
                        row.getTimestamp("started_at").toInstant(),
                        row.getInt("epoch"),
                        row.getLong("revision"),
                        row.getString("outcome"),
                        row.getObject("status", Integer.class),
                        row.getInt("duration_ms"),
                        row.getString("answer")))
                .list();
    }

    /**
     * The ids after {@code after} of these clients' users in this state. Each client is read by an index in the order
     * of the list, so nothing is sorted.
     */
    List<Long> ids(StateName state, Collection<Client> clients, long after, int limit) {
        Instant now = clock.instant();
        Object[] ids = clients.stream()
                .filter(client -> possible(state, client, now))
                .map(Client::id)
                .toArray();
        return jdbc.sql(sql(state))
                .param("clients", new SqlArrayValue("bigint", ids))
                .param("after", after)
                .param("limit", limit)
                .param("now", Timestamp.from(now))
                .param("never", Timestamp.from(RetryDecision.NEVER))
                .query((row, n) -> row.getLong("id"))
                .list();
    }

    /**
     * A client that is paused or whose gate is shut decides the state of all its users that would otherwise be pushed.
     */
    private boolean possible(StateName state, Client client, Instant now) {
        return switch (state) {
            case DELIVERED, HELD -> true;
            case PAUSED -> client.paused();
            case SET_ASIDE, PUSHING -> !client.paused();
            case HELD_BACK -> !client.paused() && !gates.of(client.id()).lets(now);
            case WAITING, RETRYING -> !client.paused() && gates.of(client.id()).lets(now);
        };
    }

    static String sql(StateName state) {
        return "select id from unnest(:clients) as c cross join lateral (%s) one order by id limit :limit"
                .formatted(users(state));
    }

    private static String users(StateName state) {
        return switch (state) {
            case DELIVERED -> DELIVERED;
            case HELD -> UNDELIVERED.formatted("d.held");
            case PAUSED -> UNDELIVERED.formatted("not d.held");
            case SET_ASIDE -> UNDELIVERED.formatted("not d.held and d.due_at >= :never");
            case PUSHING -> UNDELIVERED.formatted("not d.held and " + PUSHING);
            case HELD_BACK -> UNDELIVERED.formatted(TO_GO);
            case RETRYING -> UNDELIVERED.formatted(TO_GO + " and " + FAILED);
            case WAITING -> UNDELIVERED.formatted(TO_GO + " and not " + FAILED);
        };
    }
}
