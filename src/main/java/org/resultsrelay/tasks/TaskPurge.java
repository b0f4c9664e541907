package org.resultsrelay.tasks;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.resultsrelay.scheduling.Tick;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Cleans up a little at a time: what cancelled and refused tasks leave behind, lists that never ended, and old tasks.
 */
@Component
class TaskPurge implements Tick {

    private static final Duration EVERY = Duration.ofMinutes(1);
    private static final Duration SILENCE = Duration.ofMinutes(10);
    private static final int AT_ONCE = 10_000;

    private final JdbcClient jdbc;
    private final TasksProperties properties;
    private final Clock clock;

    TaskPurge(JdbcClient jdbc, TasksProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public int tick() {
        Instant now = clock.instant();
        jdbc.sql("""
                update recompute_tasks set state = 'REFUSED', litter = true
                where state = 'RECEIVING' and heard_at < ?
                """).param(Timestamp.from(now.minus(SILENCE))).update();
        jdbc.sql("delete from recompute_tasks where finished_at < ? and not litter")
                .param(Timestamp.from(now.minus(properties.retention())))
                .update();
        return littered(now).stream().mapToInt(this::clear).sum();
    }

    /** The load of a minute that still runs is needed. */
    private List<Long> littered(Instant now) {
        return jdbc.sql("select id from recompute_tasks where litter and coalesce(finished_at < ?, true) order by id")
                .param(Timestamp.from(RemainingQuarter.at(now).from()))
                .query((row, n) -> row.getLong("id"))
                .list();
    }

    private int clear(long taskId) {
        int cleared =
                jdbc.sql("""
                delete from recompute_items where task_id = :task and position = any(array(
                    select position from recompute_items where task_id = :task order by position limit :limit))
                """).param("task", taskId).param("limit", AT_ONCE).update();
        if (cleared == 0) {
            jdbc.sql("delete from recompute_tasks where id = ? and state = 'REFUSED'")
                    .param(taskId)
                    .update();
            jdbc.sql("delete from recompute_slots where task_id = ?")
                    .param(taskId)
                    .update();
            jdbc.sql("update recompute_tasks set litter = false where id = ?")
                    .param(taskId)
                    .update();
        }
        return cleared;
    }

    @Override
    public Duration every() {
        return EVERY;
    }
}
