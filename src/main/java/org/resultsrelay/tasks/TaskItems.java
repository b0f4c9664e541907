package org.resultsrelay.tasks;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.resultsrelay.database.LongStatements;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;

/** The users of the tasks: each is written once, and deleted when it is taken. */
@Component
class TaskItems {

    private final JdbcTemplate jdbc;
    private final LongStatements longOnes;

    TaskItems(JdbcTemplate jdbc, LongStatements longOnes) {
        this.jdbc = jdbc;
        this.longOnes = longOnes;
    }

    void add(long taskId, long position, List<String> externalIds) {
        jdbc.update("""
                insert into recompute_items (task_id, position, external_id)
                select ?, ? + n - 1, id from unnest(?) with ordinality as u (id, n)
                """, taskId, position, new SqlArrayValue("text", externalIds.toArray()));
    }

    /** Adds every user of the client that should have a summary. */
    long addEveryone(long taskId, long clientId) {
        return longOnes.run(() -> jdbc.update("""
                insert into recompute_items (task_id, position, user_id)
                select ?, row_number() over (order by u.id) - 1, u.id
                from users u join deliveries d on d.user_id = u.id
                where u.client_id = ?
                """, taskId, clientId));
    }

    /** Adds every user that the client's settings have not reached yet. */
    long addOutdated(long taskId, long clientId) {
        return longOnes.run(() -> jdbc.update("""
                insert into recompute_items (task_id, position, user_id)
                select ?, row_number() over (order by u.id) - 1, u.id
                from clients c join users u on u.client_id = c.id join deliveries d on d.user_id = u.id
                where c.id = ? and (u.policy, u.detail) is distinct from (c.policy, c.detail) and d.wanted > 0
                """, taskId, clientId));
    }

    long countEveryone(long clientId) {
        Long count = longOnes.run(() -> jdbc.queryForObject(
                "select count(*) from users u join deliveries d on d.user_id = u.id where u.client_id = ?",
                Long.class,
                clientId));
        return count == null ? 0 : count;
    }

    /**
     * Renumbers those whose minute is yet to come, in their old order and before all others that are left. From the
     * returned position on they are consecutive again.
     */
    PositionRun gather(long taskId, Instant minute) {
        longOnes.allow();
        Long lowest = jdbc.queryForObject(
                "select coalesce(min(position), 0) from recompute_items where task_id = ?", Long.class, taskId);
        Long size = jdbc.queryForObject(
                "select coalesce(sum(size), 0) from recompute_slots where task_id = ? and minute > ?",
                Long.class,
                taskId,
                Timestamp.from(minute));
        long first = (lowest == null ? 0 : lowest) - (size == null ? 0 : size);
        int moved = jdbc.update("""
                with waiting as (
                    select s.first + n * s.step as position
                    from recompute_slots s, generate_series(0, s.size - 1) as n
                    where s.task_id = ? and s.minute > ?
                ), numbered as (
                    select position, ? + row_number() over (order by position) - 1 as anew from waiting
                )
                update recompute_items i set position = numbered.anew
                from numbered where i.task_id = ? and i.position = numbered.position
                """, taskId, Timestamp.from(minute), first, taskId);
        jdbc.update("delete from recompute_slots where task_id = ? and minute > ?", taskId, Timestamp.from(minute));
        return new PositionRun(first, moved);
    }

    record PositionRun(long first, long size) {}
}
