package org.resultsrelay.delivery.queue;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import org.resultsrelay.results.RevisionsRaised;
import org.resultsrelay.results.RevisionsRaised.Raised;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;

/** Notes, in the very transaction that raised them, which revisions the clients should have. */
@Component
class WantedRevisions {

    private final JdbcTemplate jdbc;
    private final Clock clock;

    WantedRevisions(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * A user that waits already keeps its place in the queue, and one that is being pushed keeps its lease. One that was
     * set aside, because the client refused its old content, is due at once, and one that waits in bulk joins the live ones.
     */
    @EventListener
    void raise(RevisionsRaised event) {
        List<Raised> users = event.users();
        Timestamp now = Timestamp.from(clock.instant());
        jdbc.update(
                """
                insert into deliveries (user_id, client_id, wanted, wanted_since, due_at)
                select user_id, client_id, revision, ?, ?
                from unnest(?, ?, ?) as u (user_id, client_id, revision)
                order by user_id
                on conflict (user_id) do update set
                    wanted = greatest(deliveries.wanted, excluded.wanted),
                    wanted_since = case when deliveries.wanted > deliveries.delivered
                                        then deliveries.wanted_since else excluded.wanted_since end,
                    due_at = case when deliveries.wanted > deliveries.delivered and deliveries.due_at < ?
                                       and (deliveries.lease is not null or not deliveries.bulk)
                                  then deliveries.due_at else excluded.due_at end,
                    bulk = false,
                    attempts = case when deliveries.due_at < ? then deliveries.attempts else 0 end
                """,
                now,
                now,
                new SqlArrayValue("bigint", users.stream().map(Raised::userId).toArray()),
                new SqlArrayValue("bigint", users.stream().map(Raised::clientId).toArray()),
                new SqlArrayValue("bigint", users.stream().map(Raised::revision).toArray()),
                Timestamp.from(Verdict.NEVER),
                Timestamp.from(Verdict.NEVER));
    }
}
