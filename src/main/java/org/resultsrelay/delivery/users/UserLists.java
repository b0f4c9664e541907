package org.resultsrelay.delivery.users;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.resultsrelay.clients.Client;
import org.resultsrelay.delivery.breaker.Gates;
import org.resultsrelay.delivery.queue.DeliveryVerdict;
import org.resultsrelay.delivery.users.DeliveryState.Name;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;

/** Finds users by the state they are in: client by client, each by an index in the order of the list, so that none is sorted. */
@Component
class UserLists {

    private static final String UNDELIVERED = """
            select d.user_id as id from deliveries d
            where d.client_id = c and d.behind and d.user_id > :after and %s
            order by d.user_id limit :limit
            """;

    /** Users of whom nothing is wanted yet have no delivery, and count as delivered. */
    private static final String DELIVERED = """
            select u.id from users u left join deliveries d on d.user_id = u.id
            where u.client_id = c and u.id > :after and coalesce(d.wanted <= d.delivered, true)
            order by u.id limit :limit
            """;

    private static final String PUSHING = "d.lease is not null and d.due_at > :now";
    private static final String TO_GO = "not d.held and d.due_at < :never and not (" + PUSHING + ")";
    private static final String FAILED = "(d.attempts > 0 or d.last_error is not null)";

    private final JdbcClient jdbc;
    private final Gates gates;
    private final Clock clock;

    UserLists(JdbcClient jdbc, Gates gates, Clock clock) {
        this.jdbc = jdbc;
        this.gates = gates;
        this.clock = clock;
    }

    /** The ids of those of these clients' users that are in the state, from behind {@code after}. */
    List<Long> ids(Name state, Collection<Client> clients, long after, int limit) {
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
                .param("never", Timestamp.from(DeliveryVerdict.NEVER))
                .query((row, n) -> row.getLong("id"))
                .list();
    }

    /** A client that is paused, or whose gate is shut, decides the state of all its users that would otherwise go. */
    private boolean possible(Name state, Client client, Instant now) {
        return switch (state) {
            case DELIVERED, HELD -> true;
            case PAUSED -> client.paused();
            case SET_ASIDE, PUSHING -> !client.paused();
            case HELD_BACK -> !client.paused() && !gates.of(client.id()).lets(now);
            case WAITING, RETRYING -> !client.paused() && gates.of(client.id()).lets(now);
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
            case HELD_BACK -> UNDELIVERED.formatted(TO_GO);
            case RETRYING -> UNDELIVERED.formatted(TO_GO + " and " + FAILED);
            case WAITING -> UNDELIVERED.formatted(TO_GO + " and not " + FAILED);
        };
    }
}
