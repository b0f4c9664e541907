package org.resultsrelay.delivery.queue;

import java.sql.Timestamp;
import java.time.Clock;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Users of a client whose next attempt is far away, or never: somebody believes that it would succeed now. */
@Component
public class SetAside {

    private final JdbcTemplate jdbc;
    private final Clock clock;

    SetAside(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Makes them due now; says how many that were. Held ones stay, and so do those under way. */
    public int tryNow(long clientId) {
        Timestamp now = Timestamp.from(clock.instant());
        return jdbc.update("""
                update deliveries set due_at = ?, attempts = 0
                where client_id = ? and behind and due_at > ? and lease is null and not held
                """, now, clientId, now);
    }
}
