package org.resultsrelay.delivery.queue;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import org.resultsrelay.results.RevisionsRaised;
import org.resultsrelay.results.RevisionsRaised.Raised;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;

/** Notes, in the very transaction that raised them, which revisions the clients should have. */
@Component
class WantedRevisions {

    private final JdbcTemplate jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    WantedRevisions(JdbcTemplate jdbc, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    @EventListener
    void raise(RevisionsRaised raised) {
        List<BecameDue.User> due = raise(raised.users());
        if (!due.isEmpty()) {
            events.publishEvent(new BecameDue(due));
        }
    }

    /**
     * A user that waits already keeps its place in the queue, and one that is being pushed keeps its lease. One that was
     * set aside, because the client refused its old content, is due at once, and one that waits in bulk joins the live ones.
     * Answers those whose due time that changed, compared with the snapshot from before: of the others somebody has been told, or will ask when the push has landed.
     */
    private List<BecameDue.User> raise(List<Raised> users) {
        Timestamp now = Timestamp.from(clock.instant());
        Timestamp never = Timestamp.from(Verdict.NEVER);
        return jdbc.query(
                """
                with raised as (
                    insert into deliveries (user_id, client_id, wanted, wanted_since, due_at)
                    select user_id, client_id, revision, ?, ?
                    from unnest(?, ?, ?) as u (user_id, client_id, revision)
                    order by user_id
                    on conflict (user_id) do update set
                        wanted = greatest(deliveries.wanted, excluded.wanted),
                        wanted_since = case when deliveries.behind then deliveries.wanted_since else excluded.wanted_since end,
                        due_at = case when deliveries.behind and deliveries.due_at < ?
                                           and (deliveries.lease is not null or not deliveries.bulk)
                                      then deliveries.due_at else excluded.due_at end,
                        bulk = false,
                        attempts = case when deliveries.due_at < ? then deliveries.attempts else 0 end
                    returning user_id, client_id, due_at
                )
                select r.client_id, r.user_id from raised r
                where r.due_at is distinct from (select b.due_at from deliveries b where b.user_id = r.user_id and b.behind)
                """,
                (row, n) -> new BecameDue.User(row.getLong(1), row.getLong(2)),
                now,
                now,
                new SqlArrayValue("bigint", users.stream().map(Raised::userId).toArray()),
                new SqlArrayValue("bigint", users.stream().map(Raised::clientId).toArray()),
                new SqlArrayValue("bigint", users.stream().map(Raised::revision).toArray()),
                never,
                never);
    }
}
