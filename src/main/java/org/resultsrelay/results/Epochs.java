package org.resultsrelay.results;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import org.resultsrelay.results.EpochsRaised.Raised;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** In which epoch each client's users are. It rises at one moment for all of them, those included that are not known yet. */
@Component
class Epochs {

    private static final int FIRST = 1;

    private final JdbcTemplate jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Epochs(JdbcTemplate jdbc, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    @Transactional
    public List<Raised> raise(Collection<Long> clientIds, int atLeast) {
        int second = Math.max(atLeast, FIRST + 1);
        List<Raised> raised = jdbc.query(
                """
                insert into epochs (client_id, epoch, raised_at)
                select c, cast(? as integer), cast(? as timestamptz) from unnest(?) as c order by c
                on conflict (client_id) do update set
                    epoch = greatest(epochs.epoch + 1, excluded.epoch), raised_at = excluded.raised_at
                returning client_id, epoch
                """,
                (row, n) -> new Raised(row.getLong("client_id"), row.getInt("epoch")),
                second,
                clock.instant().toString(),
                new SqlArrayValue("bigint", clientIds.toArray()));
        events.publishEvent(new EpochsRaised(raised));
        return raised;
    }

    int of(long clientId) {
        return jdbc.query("select epoch from epochs where client_id = ?", (row, n) -> row.getInt(1), clientId).stream()
                .findFirst()
                .orElse(FIRST);
    }
}
