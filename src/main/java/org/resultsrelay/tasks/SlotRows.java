package org.resultsrelay.tasks;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.resultsrelay.tasks.MinuteLoads.Share;
import org.resultsrelay.tasks.TaskViews.PlannedMinute;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;

/**
 * Which items each minute takes, in the database: a few rows a minute, however many items. The one process in the
 * cluster that plans a client's minutes or releases its users holds the client's lock until its transaction ends.
 */
@Component
class SlotRows {

    private final JdbcClient jdbc;

    SlotRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Creates the client's lock. */
    void allowLock(long clientId) {
        jdbc.sql("insert into recompute_locks (client_id) values (?) on conflict do nothing")
                .param(clientId)
                .update();
    }

    /** Waits for the client's lock. */
    void lock(long clientId) {
        allowLock(clientId);
        jdbc.sql("select client_id from recompute_locks where client_id = ? for update")
                .param(clientId)
                .query(Long.class)
                .single();
    }

    /** Takes the client's lock unless another process has it. */
    boolean tryLock(long clientId) {
        return jdbc.sql("select client_id from recompute_locks where client_id = ? for update skip locked")
                .param(clientId)
                .query(Long.class)
                .optional()
                .isPresent();
    }

    /** Items {@code first} to {@code first + size} without a minute. */
    void await(long taskId, long clientId, long first, long size) {
        jdbc.sql("insert into recompute_slots (task_id, client_id, first, step, size) values (?, ?, ?, 1, ?)")
                .params(taskId, clientId, first, size)
                .update();
    }

    /** What waits for a minute, in the order in which it was requested. */
    List<Awaiting> awaiting(long clientId) {
        return jdbc.sql("""
                select s.id, s.task_id, t.capacity, s.first, s.size
                from recompute_slots s join recompute_tasks t on t.id = s.task_id
                where s.client_id = ? and s.minute is null
                order by s.task_id, s.first
                """)
                .param(clientId)
                .query((row, n) -> new Awaiting(
                        row.getLong("id"),
                        row.getLong("task_id"),
                        row.getInt("capacity"),
                        row.getLong("first"),
                        row.getLong("size")))
                .list();
    }

    record Awaiting(long id, long taskId, int capacity, long first, long size) {}

    /** Overdue users count for the current minute. */
    MinuteLoads loads(long clientId, RemainingQuarter quarter) {
        Map<Instant, Long> loads = new HashMap<>();
        jdbc.sql("""
                select greatest(minute, :from) as minute, sum(case when minute < :from then size - taken else size end) as load
                from recompute_slots where client_id = :client and minute < :end
                group by 1
                """)
                .param("client", clientId)
                .param("from", Timestamp.from(quarter.from()))
                .param("end", Timestamp.from(quarter.end()))
                .query((RowCallbackHandler)
                        row -> loads.put(row.getTimestamp("minute").toInstant(), row.getLong("load")));
        return new MinuteLoads(quarter.minutes().stream()
                .map(minute -> loads.getOrDefault(minute, 0L))
                .toList());
    }

    /** Assigns minutes to the first {@code placed} of these. */
    void plan(Awaiting awaiting, long clientId, List<Share> shares, long placed, RemainingQuarter quarter) {
        jdbc.sql("""
                insert into recompute_slots (task_id, client_id, minute, first, step, size)
                select ?, ?, * from unnest(?, ?, ?, ?)
                """)
                .params(
                        awaiting.taskId(),
                        clientId,
                        column(
                                "timestamptz",
                                shares,
                                share -> Timestamp.from(quarter.minutes().get(share.minute()))),
                        column("bigint", shares, Share::first),
                        column("bigint", shares, Share::step),
                        column("bigint", shares, Share::size))
                .update();
        if (placed == awaiting.size()) {
            jdbc.sql("delete from recompute_slots where id = ?")
                    .param(awaiting.id())
                    .update();
        } else {
            jdbc.sql("update recompute_slots set first = first + :placed, size = size - :placed where id = :id")
                    .param("placed", placed)
                    .param("id", awaiting.id())
                    .update();
        }
    }

    private static SqlArrayValue column(String type, List<Share> shares, Function<Share, Object> value) {
        return new SqlArrayValue(type, shares.stream().map(value).toArray());
    }

    /** What each minute has of a task, as far as it is planned. */
    List<PlannedMinute> minutes(long taskId) {
        return jdbc.sql("""
                select minute, sum(size) as size, sum(taken) as taken
                from recompute_slots where task_id = ? and minute is not null group by minute order by minute
                """)
                .param(taskId)
                .query((row, n) -> new PlannedMinute(
                        row.getTimestamp("minute").toInstant(), row.getLong("size"), row.getLong("taken")))
                .list();
    }

    /** Removes the minutes of what nobody has taken yet. */
    void release(long taskId) {
        jdbc.sql("delete from recompute_slots where task_id = ? and taken = 0")
                .param(taskId)
                .update();
        jdbc.sql("update recompute_slots set size = taken where task_id = ? and taken < size")
                .param(taskId)
                .update();
    }
}
