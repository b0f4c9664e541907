package org.resultsrelay.delivery;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import org.resultsrelay.clients.Client;
import org.resultsrelay.delivery.State.Name;
import org.resultsrelay.delivery.queue.Verdict;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;

/** Finds users by the state they are in: client by client, each by an index in the order of the list, so that none is sorted. */
@Component
class UserLists {

    private static final String UNDELIVERED = """
            select d.user_id as id from deliveries d
            where d.client_id = c and d.wanted > d.delivered and d.user_id > :after and %s
            order by d.user_id limit :limit
            """;

    /** Users of whom nothing is wanted yet have no delivery, and count as delivered. */
    private static final String DELIVERED = """
            select u.id from users u left join deliveries d on d.user_id = u.id
            where u.client_id = c and u.id > :after and coalesce(d.wanted <= d.delivered, true)
            order by u.id limit :limit
            """;

    private static final String PUSHING = "d.lease is not null and d.due_at > :now";
    private static final String FAILED = "(d.attempts > 0 or d.last_error is not null)";

    private final JdbcClient jdbc;
    private final Clock clock;

    UserLists(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The ids of those of these clients' users that are in the state, from behind {@code after}. */
    List<Long> ids(Name state, Collection<Client> clients, long after, int limit) {
        Object[] ids = clients.stream()
                .filter(client -> possible(state, client))
                .map(Client::id)
                .toArray();
        return jdbc.sql(sql(state))
                .param("clients", new SqlArrayValue("bigint", ids))
                .param("after", after)
                .param("limit", limit)
                .param("now", Timestamp.from(clock.instant()))
                .param("never", Timestamp.from(Verdict.NEVER))
                .query((row, n) -> row.getLong("id"))
                .list();
    }

    /** While a client is paused, that is the state of all its users that wait. */
    private static boolean possible(Name state, Client client) {
        return switch (state) {
            case DELIVERED, HELD -> true;
            case PAUSED -> client.paused();
            default -> !client.paused();
        };
    }

    static String sql(Name state) {
        return "select id from unnest(:clients) as c cross join lateral (%s) one order by id limit :limit"
                .formatted(users(state));
    }

    private static String users(Name state) {
        return switch (state) {
            case DELIVERED -> DELIVERED;
            case HELD -> UNDELIVERED.formatted("d.held");
            case PAUSED -> UNDELIVERED.formatted("not d.held");
            case SET_ASIDE -> UNDELIVERED.formatted("not d.held and d.due_at >= :never");
            case PUSHING -> UNDELIVERED.formatted("not d.held and " + PUSHING);
            case RETRYING ->
                UNDELIVERED.formatted("not d.held and d.due_at < :never and not (" + PUSHING + ") and " + FAILED);
            case WAITING ->
                UNDELIVERED.formatted("not d.held and d.due_at < :never and not (" + PUSHING + ") and not " + FAILED);
        };
    }
}
