package org.resultsrelay.delivery.gate;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.resultsrelay.work.Tick;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * The relay processes that share the work just now. Each takes its share of the requests in flight that a client agreed to,
 * so that together they keep within them without asking anybody at every push.
 */
@Component
public class Crew implements Tick {

    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final Duration GONE_AFTER = EVERY.multipliedBy(3);

    private final UUID self = UUID.randomUUID();
    private final JdbcTemplate jdbc;
    private final Clock clock;
    private volatile Place place = new Place(0, 1);

    Crew(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Which of how many processes this one is. */
    record Place(int index, int of) {

        /** Shares add up to the whole; who gets one more differs from client to client. */
        int share(int whole, long clientId) {
            int rest = whole % of;
            return whole / of + (Math.floorMod(index + clientId, of) < rest ? 1 : 0);
        }
    }

    /** This process's share of a client's requests in flight. */
    public int share(int whole, long clientId) {
        return place.share(whole, clientId);
    }

    @Override
    public int tick() {
        Instant now = clock.instant();
        List<UUID> alive = jdbc.query(
                """
                with me as (
                    insert into relays (id, seen_at) values (?, ?)
                    on conflict (id) do update set seen_at = excluded.seen_at
                    returning id
                ), gone as (
                    delete from relays where seen_at < ? and id <> ?
                )
                select id from me union select id from relays where seen_at >= ? order by id
                """,
                (row, n) -> row.getObject("id", UUID.class),
                self,
                Timestamp.from(now),
                Timestamp.from(now.minus(GONE_AFTER)),
                self,
                Timestamp.from(now.minus(GONE_AFTER)));
        place = new Place(alive.indexOf(self), alive.size());
        return 0;
    }

    @Override
    public Duration every() {
        return EVERY;
    }
}
