package org.resultsrelay.tasks;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.resultsrelay.tasks.MinuteLoads.Share;
import org.resultsrelay.tasks.TaskViews.PlannedMinute;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Which items each minute takes, in the database: a few rows a minute, however many items. The one process in the
 * cluster that plans a client's minutes or releases its users holds the client's lock until its transaction ends.
 */
@Component
class SlotRows {

    private final JdbcTemplate jdbc;

    SlotRows(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Creates the client's lock. */
    void allowLock(long clientId) {
        jdbc.update("insert into recompute_turns (client_id) values (?) on conflict do nothing", clientId);
    }

    /** Waits for the client's lock. */
    void lock(long clientId) {
        allowLock(clientId);
        jdbc.queryForList("select client_id from recompute_turns where client_id = ? for update", Long.class, clientId);
    }

    /** Takes the client's lock unless another process has it. */
    boolean tryLock(long clientId) {
        return !jdbc.queryForList(
                        "select client_id from recompute_turns where client_id = ? for update skip locked",
                        Long.class,
                        clientId)
                .isEmpty();
    }

    /** Items {@code first} to {@code first + size} without a minute. */
    void await(long taskId, long clientId, long first, long size) {
        jdbc.update(
                "insert into recompute_slots (task_id, client_id, first, step, size) values (?, ?, ?, 1, ?)",
                taskId,
                clientId,
                first,
                size);
    }

    /** What waits for a minute, in the order in which it was requested. */
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

    /** Overdue users count for the current minute. */
    MinuteLoads loads(long clientId, Quarter quarter) {
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
        return new MinuteLoads(quarter.minutes().stream()
                .map(minute -> loads.getOrDefault(minute, 0L))
                .toList());
    }

    /** Assigns minutes to the first {@code placed} of these. */
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

    /** What each minute has of a task, as far as it is planned. */
    List<PlannedMinute> minutes(long taskId) {
        return jdbc.query(
                """
                select minute, sum(size) as size, sum(taken) as taken
                from recompute_slots where task_id = ? and minute is not null group by minute order by minute
                """,
                (row, n) -> new PlannedMinute(
                        row.getTimestamp("minute").toInstant(), row.getLong("size"), row.getLong("taken")),
                taskId);
    }

    /** Removes the minutes of what nobody has taken yet. */
    void release(long taskId) {
        jdbc.update("delete from recompute_slots where task_id = ? and taken = 0", taskId);
        jdbc.update("update recompute_slots set size = taken where task_id = ? and taken < size", taskId);
    }
}
