package org.resultsrelay.results;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import org.resultsrelay.results.EpochsRaised.Raised;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The epoch of each client's users. It rises for all of them at the same moment, including users that are not known
 * yet.
 */
@Component
class Epochs {

    private static final int FIRST = 1;

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Epochs(JdbcClient jdbc, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    @Transactional
    public List<Raised> raise(Collection<Long> clientIds, int atLeast) {
        int second = Math.max(atLeast, FIRST + 1);
        List<Raised> raised = jdbc.sql("""
                insert into epochs (client_id, epoch, raised_at)
                select c, cast(:epoch as integer), cast(:now as timestamptz) from unnest(:clients) as c order by c
                on conflict (client_id) do update set
                    epoch = greatest(epochs.epoch + 1, excluded.epoch), raised_at = excluded.raised_at
                returning client_id, epoch
                """)
                .param("epoch", second)
                .param("now", clock.instant().toString())
                .param("clients", new SqlArrayValue("bigint", clientIds.toArray()))
                .query((row, n) -> new Raised(row.getLong("client_id"), row.getInt("epoch")))
                .list();
        events.publishEvent(new EpochsRaised(raised));
        return raised;
    }

    int of(long clientId) {
        return jdbc.sql("select epoch from epochs where client_id = :client")
                .param("client", clientId)
                .query(Integer.class)
                .optional()
                .orElse(FIRST);
    }
}
