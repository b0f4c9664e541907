package org.resultsrelay.delivery.breaker;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Keeps all processes together within the pushes a minute that a client agreed to, evenly spread: each slot belongs to one
 * push, a slot follows the one before by a minute divided by the pace, and slots that nobody took are gone.
 */
@Component
public class Pacing {

    /** As long a stretch of slots is taken at once, so that a fast pace does not cost a statement for each push. */
    private static final Duration STRETCH = Duration.ofMillis(50);

    private final JdbcTemplate jdbc;
    private final Clock clock;

    Pacing(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Slots that were taken: {@code count} pushes may go from then on, and none of them after the stretch. */
    public record Slots(Instant from, int count, Instant until) {

        public static final Slots NONE = new Slots(Instant.EPOCH, 0, Instant.EPOCH);

        public Slots less(int used) {
            return new Slots(from, count - used, until);
        }

        public boolean usable(Instant now) {
            return count > 0 && now.isBefore(until);
        }
    }

    /** Takes the client's next free slots, up to as many. */
    public Slots take(long clientId, int perMinute, int most) {
        Duration apart = Duration.ofMinutes(1).dividedBy(perMinute);
        int count = Math.clamp(STRETCH.dividedBy(apart), 1, most);
        Duration stretch = apart.multipliedBy(count);
        Timestamp now = Timestamp.from(clock.instant());
        Instant end = jdbc.query(
                        """
                        insert into gates as g (client_id, next_slot_at)
                        values (?, cast(? as timestamptz) + cast(? as interval))
                        on conflict (client_id) do update set
                            next_slot_at = greatest(g.next_slot_at, ?) + cast(? as interval)
                        returning next_slot_at
                        """,
                        (row, n) -> row.getTimestamp(1).toInstant(),
                        clientId,
                        now,
                        stretch.toString(),
                        now,
                        stretch.toString())
                .getFirst();
        Instant from = end.minus(stretch);
        return new Slots(from, count, end.plus(STRETCH));
    }
}
