package org.resultsrelay.delivery.queue;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import org.resultsrelay.results.RevisionWriter;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Notes, in the very transaction that raised them, which revisions the clients should have.
 *
 * <p>A user that waits already keeps its place in the queue, and one that is being pushed keeps its lease. One that was set
 * aside, because the client refused its old content, is due at once, and one that waits in bulk joins the live ones. Those
 * whose due time that changed, compared with the snapshot from before, became due: of the others somebody has been told, or
 * will ask when the push has landed.
 */
@Component
class WantedRevisions implements RevisionWriter {

    private static final String NOTE = """
            , noted as (
                insert into deliveries (user_id, client_id, wanted, wanted_since, due_at)
                select user_id, client_id, revision, ?, ?
                from raised
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
            select n.client_id, n.user_id from noted n
            where n.due_at is distinct from (select b.due_at from deliveries b where b.user_id = n.user_id and b.behind)
            """;

    private final ApplicationEventPublisher events;
    private final Clock clock;

    WantedRevisions(ApplicationEventPublisher events, Clock clock) {
        this.events = events;
        this.clock = clock;
    }

    @Override
    public String sql() {
        return NOTE;
    }

    @Override
    public Object[] parameters() {
        Timestamp now = Timestamp.from(clock.instant());
        Timestamp never = Timestamp.from(DeliveryVerdict.NEVER);
        return new Object[] {now, now, never, never};
    }

    @Override
    public void written(ResultSet rows) throws SQLException {
        var due = new ArrayList<BecameDue.User>();
        while (rows.next()) {
            due.add(new BecameDue.User(rows.getLong(1), rows.getLong(2)));
        }
        if (!due.isEmpty()) {
            events.publishEvent(new BecameDue(due));
        }
    }
}
