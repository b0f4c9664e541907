package org.resultsrelay.tasks;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.resultsrelay.scheduling.Tick;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Cleans up a little at a time: what cancelled and refused tasks leave behind, lists that never ended, and old tasks.
 */
@Component
class TaskPurge implements Tick {

    private static final Duration EVERY = Duration.ofMinutes(1);
    private static final Duration SILENCE = Duration.ofMinutes(10);
    private static final int AT_ONCE = 10_000;

    private final JdbcTemplate jdbc;
    private final TasksProperties properties;
    private final Clock clock;

    TaskPurge(JdbcTemplate jdbc, TasksProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public int tick() {
        Instant now = clock.instant();
        jdbc.update(
                "update recompute_tasks set state = 'REFUSED', litter = true where state = 'RECEIVING' and heard_at < ?",
                Timestamp.from(now.minus(SILENCE)));
        jdbc.update(
                "delete from recompute_tasks where finished_at < ? and not litter",
                Timestamp.from(now.minus(properties.kept())));
        return littered(now).stream().mapToInt(this::clear).sum();
    }

    /** The load of a minute that still runs is needed. */
    private List<Long> littered(Instant now) {
        return jdbc.query(
                "select id from recompute_tasks where litter and coalesce(finished_at < ?, true) order by id",
                (row, n) -> row.getLong("id"),
                Timestamp.from(Quarter.at(now).from()));
    }

    private int clear(long taskId) {
        int cleared = jdbc.update("""
                delete from recompute_items where task_id = ? and position = any(array(
                    select position from recompute_items where task_id = ? order by position limit ?))
                """, taskId, taskId, AT_ONCE);
        if (cleared == 0) {
            jdbc.update("delete from recompute_tasks where id = ? and state = 'REFUSED'", taskId);
            jdbc.update("delete from recompute_slots where task_id = ?", taskId);
            jdbc.update("update recompute_tasks set litter = false where id = ?", taskId);
        }
        return cleared;
    }

    @Override
    public Duration every() {
        return EVERY;
    }
}
