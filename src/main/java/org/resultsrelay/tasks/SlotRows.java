package org.resultsrelay.tasks;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.resultsrelay.tasks.slots.Loads;
import org.resultsrelay.tasks.slots.Quarter;
import org.resultsrelay.tasks.slots.Share;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Which items each minute takes, in the database: a handful of rows a minute, however many items. */
@Component
class SlotRows {

    private final JdbcTemplate jdbc;

    SlotRows(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** TaskItems {@code first} to {@code first + size} that have no minute yet. */
    void await(long taskId, long clientId, long first, long size) {
        jdbc.update(
                "insert into recompute_slots (task_id, client_id, first, step, size) values (?, ?, ?, 1, ?)",
                taskId,
                clientId,
                first,
                size);
    }

    /** What awaits a minute, in the order in which it was asked for. */
    List<Awaiting> awaiting(long clientId) {
        return jdbc.query(
                """
                select s.id, s.task_id, t.capacity, s.first, s.size
                from recompute_slots s join recompute_tasks t on t.id = s.task_id
                where s.client_id = ? and s.minute is null
                order by s.task_id, s.first
                """,
                (row, n) -> new Awaiting(
                        row.getLong("id"),
                        row.getLong("task_id"),
                        row.getInt("capacity"),
                        row.getLong("first"),
                        row.getLong("size")),
                clientId);
    }

    record Awaiting(long id, long taskId, int capacity, long first, long size) {}

    /** What is overdue counts for the current minute. */
    Loads loads(long clientId, Quarter quarter) {
        Timestamp from = Timestamp.from(quarter.from());
        Map<Instant, Long> loads = new HashMap<>();
        jdbc.query(
                """
                select greatest(minute, ?) as minute, sum(case when minute < ? then size - taken else size end) as load
                from recompute_slots where client_id = ? and minute < ?
                group by 1
                """,
                row -> {
                    loads.put(row.getTimestamp("minute").toInstant(), row.getLong("load"));
                },
                from,
                from,
                clientId,
                Timestamp.from(quarter.end()));
        return new Loads(quarter.minutes().stream()
                .map(minute -> loads.getOrDefault(minute, 0L))
                .toList());
    }

    /** Gives the first {@code placed} of these their minutes. */
    void plan(Awaiting awaiting, long clientId, List<Share> shares, long placed, Quarter quarter) {
        List<Object[]> rows = new ArrayList<>();
        for (Share share : shares) {
            Timestamp minute = Timestamp.from(quarter.minutes().get(share.minute()));
            rows.add(new Object[] {awaiting.taskId(), clientId, minute, share.first(), share.step(), share.size()});
        }
        jdbc.batchUpdate(
                "insert into recompute_slots (task_id, client_id, minute, first, step, size) values (?, ?, ?, ?, ?, ?)",
                rows);
        if (placed == awaiting.size()) {
            jdbc.update("delete from recompute_slots where id = ?", awaiting.id());
        } else {
            jdbc.update(
                    "update recompute_slots set first = first + ?, size = size - ? where id = ?",
                    placed,
                    placed,
                    awaiting.id());
        }
    }

    /** The slots whose minute has come and that have something left, the longest due first. */
    List<Due> due(long clientId, Instant now) {
        return jdbc.query(
                """
                select s.id, s.task_id, t.capacity, s.first + s.taken * s.step as first, s.step, s.size - s.taken as left_over,
                       t.new_settings
                from recompute_slots s join recompute_tasks t on t.id = s.task_id
                where s.client_id = ? and s.minute <= ? and s.taken < s.size
                order by s.minute, s.id
                """,
                (row, n) -> new Due(
                        row.getLong("id"),
                        row.getLong("task_id"),
                        row.getInt("capacity"),
                        row.getLong("first"),
                        row.getLong("step"),
                        row.getLong("left_over"),
                        row.getBoolean("new_settings")),
                clientId,
                Timestamp.from(now));
    }

    record Due(long id, long taskId, int capacity, long first, long step, long left, boolean newSettings) {}

    void taken(long id, long count) {
        jdbc.update("update recompute_slots set taken = taken + ? where id = ?", count, id);
    }

    /** A minute that is over and done tells nothing any more. */
    void forgetBefore(long clientId, Instant minute) {
        jdbc.update(
                "delete from recompute_slots where client_id = ? and minute < ? and taken = size",
                clientId,
                Timestamp.from(minute));
    }

    /** What each minute has of a task, as far as it is planned. */
    List<TaskView.Minute> minutes(long taskId) {
        return jdbc.query(
                """
                select minute, sum(size) as size, sum(taken) as taken
                from recompute_slots where task_id = ? and minute is not null group by minute order by minute
                """,
                (row, n) -> new TaskView.Minute(
                        row.getTimestamp("minute").toInstant(), row.getLong("size"), row.getLong("taken")),
                taskId);
    }

    /** Gives back what nobody has taken yet. */
    void release(long taskId) {
        jdbc.update("delete from recompute_slots where task_id = ? and taken = 0", taskId);
        jdbc.update("update recompute_slots set size = taken where task_id = ? and taken < size", taskId);
    }
}
