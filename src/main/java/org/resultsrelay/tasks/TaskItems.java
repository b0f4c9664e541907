package org.resultsrelay.tasks;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.resultsrelay.database.LongStatements;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;

/** The users of the tasks: each is written once, and deleted when it is taken. */
@Component
class TaskItems {

    private final JdbcClient jdbc;
    private final LongStatements longOnes;

    TaskItems(JdbcClient jdbc, LongStatements longOnes) {
        this.jdbc = jdbc;
        this.longOnes = longOnes;
    }

    void add(long taskId, long position, List<String> externalIds) {
        jdbc.sql("""
                insert into recompute_items (task_id, position, external_id)
                select ?, ? + n - 1, id from unnest(?) with ordinality as u (id, n)
                """)
                .params(taskId, position, new SqlArrayValue("text", externalIds.toArray()))
                .update();
    }

    /** Adds every user of the client that should have a summary. */
    long addEveryone(long taskId, long clientId) {
        return longOnes.run(() -> jdbc.sql("""
                insert into recompute_items (task_id, position, user_id)
                select ?, row_number() over (order by u.id) - 1, u.id
                from users u join deliveries d on d.user_id = u.id
                where u.client_id = ?
                """).params(taskId, clientId).update());
    }

    /** Adds every user that the client's settings have not reached yet. */
    long addOutdated(long taskId, long clientId) {
        return longOnes.run(() -> jdbc.sql("""
                insert into recompute_items (task_id, position, user_id)
                select ?, row_number() over (order by u.id) - 1, u.id
                from clients c join users u on u.client_id = c.id join deliveries d on d.user_id = u.id
                where c.id = ? and (u.policy, u.detail) is distinct from (c.policy, c.detail) and d.wanted > 0
                """).params(taskId, clientId).update());
    }

    long countEveryone(long clientId) {
        return longOnes.run(() -> jdbc.sql(
                        "select count(*) from users u join deliveries d on d.user_id = u.id where u.client_id = ?")
                .param(clientId)
                .query(Long.class)
                .single());
    }

    /**
     * Renumbers those whose minute is yet to come, in their old order and before all others that are left. From the
     * returned position on they are consecutive again.
     */
    PositionRun gather(long taskId, Instant minute) {
        longOnes.allow();
        Timestamp after = Timestamp.from(minute);
        long lowest = jdbc.sql("select coalesce(min(position), 0) from recompute_items where task_id = ?")
                .param(taskId)
                .query(Long.class)
                .single();
        long size = jdbc.sql("select coalesce(sum(size), 0) from recompute_slots where task_id = ? and minute > ?")
                .params(taskId, after)
                .query(Long.class)
                .single();
        long first = lowest - size;
        int moved = jdbc.sql("""
                with waiting as (
                    select s.first + n * s.step as position
                    from recompute_slots s, generate_series(0, s.size - 1) as n
                    where s.task_id = :task and s.minute > :after
                ), numbered as (
                    select position, :first + row_number() over (order by position) - 1 as anew from waiting
                )
                update recompute_items i set position = numbered.anew
                from numbered where i.task_id = :task and i.position = numbered.position
                """)
                .param("task", taskId)
                .param("after", after)
                .param("first", first)
                .update();
        jdbc.sql("delete from recompute_slots where task_id = ? and minute > ?")
                .params(taskId, after)
                .update();
        return new PositionRun(first, moved);
    }

    record PositionRun(long first, long size) {}
}
