package org.resultsrelay.tasks;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.problems.Problem;
import org.resultsrelay.tasks.Task.TaskState;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;

/** The tasks in the database. */
@Component
class TaskRows {

    private static final String SHOWN = """
            select t.*, coalesce(u.mine, 0) as unplanned, coalesce(least(u.everyones, u.mine * u.tasks), 0) as queued,
                   (select max(minute) from recompute_slots s where s.task_id = t.id and s.taken < s.size) as planned_until
            from recompute_tasks t left join lateral (
                select sum(size) filter (where s.task_id = t.id) as mine, sum(size) as everyones, count(distinct s.task_id) as tasks
                from recompute_slots s where s.client_id = t.client_id and s.minute is null
            ) u on true
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    TaskRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A task whose list is still arriving. */
    long make(long clientId, String name, int capacity) {
        return make(clientId, name, capacity, TaskState.RECEIVING, false);
    }

    /** A task that gives its users the client's new settings; they are listed later. */
    long makeForNewSettings(long clientId, String name, int capacity) {
        return make(clientId, name, capacity, TaskState.RUNNING, true);
    }

    private long make(long clientId, String name, int capacity, TaskState state, boolean outdated) {
        return jdbc.sql("""
                insert into recompute_tasks (client_id, name, capacity, state, created_at, heard_at, new_settings, listed)
                values (:client, :name, :capacity, :state, :now, :now, :outdated, not :outdated) returning id
                """)
                .param("client", clientId)
                .param("name", name)
                .param("capacity", capacity)
                .param("state", state.name())
                .param("now", now())
                .param("outdated", outdated)
                .query(Long.class)
                .single();
    }

    /** Returns whether the task is still being received. */
    boolean received(long id, int more) {
        return jdbc.sql("""
                        update recompute_tasks set total = total + ?, heard_at = ? where id = ? and state = 'RECEIVING'
                        """).params(more, now(), id).update() == 1;
    }

    /** The list is complete. Returns whether the task is still wanted. */
    boolean run(long id, long total) {
        return jdbc.sql("""
                        update recompute_tasks set total = ?, state = 'RUNNING' where id = ? and state = 'RECEIVING'
                        """).params(total, id).update() == 1;
    }

    /** Nobody will see the task again. */
    void refuse(long id) {
        jdbc.sql("update recompute_tasks set state = 'REFUSED', litter = true where id = ? and state = 'RECEIVING'")
                .param(id)
                .update();
    }

    /** Returns whether there was anything to cancel. */
    boolean cancel(long id) {
        return jdbc.sql("""
                        update recompute_tasks set state = 'CANCELLED', litter = true, finished_at = ?
                        where id = ? and state in ('RECEIVING', 'RUNNING')
                        """).params(now(), id).update() == 1;
    }

    boolean change(long id, String name, int capacity) {
        return jdbc.sql("""
                        update recompute_tasks set name = ?, capacity = ? where id = ? and state in ('RECEIVING', 'RUNNING')
                        """).params(name, capacity, id).update() == 1;
    }

    /** Counts released and unknown users; with the last of them the task is done. */
    void count(long id, long done, List<String> unknown) {
        jdbc.sql("insert into recompute_unknown (task_id, external_id) select ?, u from unnest(?) as u")
                .params(id, new SqlArrayValue("text", unknown.toArray()))
                .update();
        jdbc.sql("update recompute_tasks set done = done + ?, unknown = unknown + ? where id = ?")
                .params(done, unknown.size(), id)
                .update();
        finish(id);
    }

    void finish(long id) {
        jdbc.sql("""
                update recompute_tasks set state = 'DONE', litter = true, finished_at = ?
                where id = ? and state = 'RUNNING' and done + unknown >= total
                """).params(now(), id).update();
    }

    List<Long> clientsWithRunningTasks() {
        return jdbc.sql("select distinct client_id from recompute_tasks where state = 'RUNNING'")
                .query((row, n) -> row.getLong("client_id"))
                .list();
    }

    /** Refuses the request if there is no such task. */
    Task known(long id) {
        return jdbc.sql(SHOWN + "where t.id = ? and t.state <> 'REFUSED'")
                .param(id)
                .query(TaskRows::task)
                .optional()
                .orElseThrow(() -> new Problem(
                        HttpStatus.NOT_FOUND,
                        "unknown-task",
                        "Unknown task",
                        "There is no recompute task " + id
                                + ". GET /api/v1/recompute-tasks lists those there are; they are removed some time after they are"
                                + " over."));
    }

    /** Newest first, before {@code beforeId}, of one client or of all. */
    List<Task> list(@Nullable Long clientId, long beforeId, int limit) {
        String these = "t.id < :before and t.state <> 'REFUSED' order by t.id desc limit :limit";
        StatementSpec statement = clientId == null
                ? jdbc.sql(SHOWN + "where " + these)
                : jdbc.sql(SHOWN + "where t.client_id = :client and " + these).param("client", clientId);
        return statement
                .param("before", beforeId)
                .param("limit", limit)
                .query(TaskRows::task)
                .list();
    }

    List<UnknownId> unknownIds(long id, long afterId, int limit) {
        return jdbc.sql(
                        "select id, external_id from recompute_unknown where task_id = ? and id > ? order by id limit ?")
                .params(id, afterId, limit)
                .query((row, n) -> new UnknownId(row.getLong("id"), row.getString("external_id")))
                .list();
    }

    record UnknownId(long id, String externalId) {}

    private static Task task(ResultSet row, int number) throws SQLException {
        return new Task(
                row.getLong("id"),
                row.getLong("client_id"),
                row.getString("name"),
                row.getInt("capacity"),
                TaskState.valueOf(row.getString("state")),
                row.getLong("total"),
                row.getLong("done"),
                row.getLong("unknown"),
                row.getTimestamp("created_at").toInstant(),
                instant(row.getTimestamp("finished_at")),
                instant(row.getTimestamp("planned_until")),
                row.getLong("unplanned"),
                row.getLong("queued"));
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }
}
