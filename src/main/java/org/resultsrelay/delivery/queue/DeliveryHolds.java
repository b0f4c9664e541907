package org.resultsrelay.delivery.queue;

import java.sql.Timestamp;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Controls the delivery of one user. A held row is never due; a trigger in the database sees to that. */
@Component
public class DeliveryHolds {

    private final JdbcClient jdbc;
    private final Clock clock;

    DeliveryHolds(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Stops this user's pushes, except one that is under way. */
    public void hold(long clientId, long userId) {
        jdbc.sql("""
                insert into deliveries (user_id, client_id, wanted, wanted_since, due_at, held)
                values (?, ?, 0, ?, ?, true)
                on conflict (user_id) do update set held = true
                """)
                .params(userId, clientId, now(), Timestamp.from(RetryDecision.NEVER))
                .update();
    }

    /** Lets the user be pushed again, at once. Returns whether it was held. */
    public boolean release(long userId) {
        return jdbc.sql("""
                        update deliveries set held = false, due_at = case when lease is null then ? else due_at end
                        where user_id = ? and held
                        """).params(now(), userId).update() > 0;
    }

    /** Makes the user due now if it waits for anything but its release. Returns whether it did. */
    public boolean retry(long userId) {
        return jdbc.sql("""
                        update deliveries set due_at = ?, attempts = 0, bulk = false
                        where user_id = ? and behind and lease is null and not held
                        """).params(now(), userId).update() > 0;
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }
}
