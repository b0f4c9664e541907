package org.resultsrelay.delivery.breaker;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Keeps all processes together within a client's agreed pushes a minute, evenly spread. Each slot is for one push, a
 * slot follows the previous one by a minute divided by the pace, and unused slots are lost.
 */
@Component
public class Pacing {

    /**
     * The length of the stretch of slots that is taken at once, so that a fast pace does not cost a statement for each
     * push.
     */
    private static final Duration STRETCH = Duration.ofMillis(50);

    private final JdbcClient jdbc;
    private final Clock clock;

    Pacing(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Taken slots: {@code count} pushes may go from {@code from} on, and none after {@code until}. */
    public record Slots(Instant from, int count, Instant until) {

        public static final Slots NONE = new Slots(Instant.EPOCH, 0, Instant.EPOCH);

        public Slots less(int used) {
            return new Slots(from, count - used, until);
        }

        public boolean usable(Instant now) {
            return count > 0 && now.isBefore(until);
        }
    }

    /** Takes the client's next free slots, at most {@code most}. */
    public Slots take(long clientId, int perMinute, int most) {
        Duration apart = Duration.ofMinutes(1).dividedBy(perMinute);
        int count = Math.clamp(STRETCH.dividedBy(apart), 1, most);
        Duration stretch = apart.multipliedBy(count);
        Timestamp now = Timestamp.from(clock.instant());
        Instant end = jdbc.sql("""
                        insert into gates as g (client_id, next_slot_at)
                        values (?, cast(? as timestamptz) + cast(? as interval))
                        on conflict (client_id) do update set
                            next_slot_at = greatest(g.next_slot_at, ?) + cast(? as interval)
                        returning next_slot_at
                        """)
                .params(clientId, now, stretch.toString(), now, stretch.toString())
                .query((row, n) -> row.getTimestamp(1).toInstant())
                .list()
                .getFirst();
        Instant from = end.minus(stretch);
        return new Slots(from, count, end.plus(STRETCH));
    }
}
