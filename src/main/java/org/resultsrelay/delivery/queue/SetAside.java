package org.resultsrelay.delivery.queue;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.OptionalLong;
import org.resultsrelay.database.LongStatements;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Users of a client whose next attempt is far away or never, for when somebody believes that it would succeed now. Held
 * users stay, and so do those under way.
 */
@Component
public class SetAside {

    private static final int AT_ONCE = 1_000;

    private final JdbcClient jdbc;
    private final LongStatements longOnes;
    private final Clock clock;

    SetAside(JdbcClient jdbc, LongStatements longOnes, Clock clock) {
        this.jdbc = jdbc;
        this.longOnes = longOnes;
        this.clock = clock;
    }

    public int count(long clientId) {
        return longOnes.run(
                () -> jdbc.sql("""
                select count(*) from deliveries
                where client_id = ? and behind and due_at > ? and lease is null and not held
                """).params(clientId, now()).query(Integer.class).single());
    }

    /**
     * Makes the next thousand of them due, in the order of their ids, and returns the last id; empty at the end. A user
     * that is refused again meanwhile is not met twice. Rows that another transaction has locked are skipped.
     */
    public OptionalLong makeDue(long clientId, long afterUser) {
        List<Long> made = longOnes.run(() -> jdbc.sql("""
                with chosen as (
                    select user_id from deliveries
                    where client_id = ? and behind and user_id > ? and due_at > ? and lease is null and not held
                    order by user_id
                    limit ?
                    for update skip locked
                )
                update deliveries d set due_at = ?, attempts = 0
                from chosen where d.user_id = chosen.user_id
                returning d.user_id
                """)
                .params(clientId, afterUser, now(), AT_ONCE, now())
                .query(Long.class)
                .list());
        return made.size() < AT_ONCE
                ? OptionalLong.empty()
                : made.stream().mapToLong(Long::longValue).max();
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }
}
