package org.resultsrelay.tasks;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.problems.Problem;
import org.resultsrelay.tasks.Task.TaskState;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.JdbcTemplate;
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

    private final JdbcTemplate jdbc;
    private final Clock clock;

    TaskRows(JdbcTemplate jdbc, Clock clock) {
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

    private long make(long clientId, String name, int capacity, TaskState state, boolean newSettings) {
        return Objects.requireNonNull(jdbc.queryForObject(
                """
                insert into recompute_tasks (client_id, name, capacity, state, created_at, heard_at, new_settings, listed)
                values (?, ?, ?, ?, ?, ?, ?, ?) returning id
                """, Long.class, clientId, name, capacity, state.name(), now(), now(), newSettings, !newSettings));
    }

    /** Returns whether the task is still being received. */
    boolean received(long id, int more) {
        return jdbc.update(
                        "update recompute_tasks set total = total + ?, heard_at = ? where id = ? and state = 'RECEIVING'",
                        more,
                        now(),
                        id)
                == 1;
    }

    /** The list is complete. Returns whether the task is still wanted. */
    boolean run(long id, long total) {
        return jdbc.update("""
                        update recompute_tasks set total = ?, state = 'RUNNING' where id = ? and state = 'RECEIVING'
                        """, total, id) == 1;
    }

    /** Nobody will see the task again. */
    void refuse(long id) {
        jdbc.update(
                "update recompute_tasks set state = 'REFUSED', litter = true where id = ? and state = 'RECEIVING'", id);
    }

    /** Returns whether there was anything to cancel. */
    boolean cancel(long id) {
        return jdbc.update("""
                        update recompute_tasks set state = 'CANCELLED', litter = true, finished_at = ?
                        where id = ? and state in ('RECEIVING', 'RUNNING')
                        """, now(), id) == 1;
    }

    boolean change(long id, String name, int capacity) {
        return jdbc.update("""
                        update recompute_tasks set name = ?, capacity = ? where id = ? and state in ('RECEIVING', 'RUNNING')
                        """, name, capacity, id) == 1;
    }

    /** Counts released and unknown users; with the last of them the task is done. */
    void count(long id, long done, List<String> unknown) {
        jdbc.update(
                "insert into recompute_unknown (task_id, external_id) select ?, u from unnest(?) as u",
                id,
                new SqlArrayValue("text", unknown.toArray()));
        jdbc.update(
                "update recompute_tasks set done = done + ?, unknown = unknown + ? where id = ?",
                done,
                unknown.size(),
                id);
        finish(id);
    }

    void finish(long id) {
        jdbc.update("""
                update recompute_tasks set state = 'DONE', litter = true, finished_at = ?
                where id = ? and state = 'RUNNING' and done + unknown >= total
                """, now(), id);
    }

    List<Long> clientsWithRunningTasks() {
        return jdbc.query(
                "select distinct client_id from recompute_tasks where state = 'RUNNING'",
                (row, n) -> row.getLong("client_id"));
    }

    /** Refuses the request if there is no such task. */
    Task known(long id) {
        return jdbc.query(SHOWN + "where t.id = ? and t.state <> 'REFUSED'", (row, n) -> task(row), id).stream()
                .findFirst()
                .orElseThrow(() -> new Problem(
                        HttpStatus.NOT_FOUND,
                        "unknown-task",
                        "Unknown task",
                        "There is no recompute task " + id
                                + ". GET /api/v1/recompute-tasks lists those there are; they go some time after they are"
                                + " over."));
    }

    /** Newest first, before {@code beforeId}, of one client or of all. */
    List<Task> list(@Nullable Long clientId, long beforeId, int limit) {
        String order = " and t.state <> 'REFUSED' order by t.id desc limit ?";
        return clientId == null
                ? jdbc.query(SHOWN + "where t.id < ?" + order, (row, n) -> task(row), beforeId, limit)
                : jdbc.query(
                        SHOWN + "where t.client_id = ? and t.id < ?" + order,
                        (row, n) -> task(row),
                        clientId,
                        beforeId,
                        limit);
    }

    List<UnknownId> unknownIds(long id, long afterId, int limit) {
        return jdbc.query(
                "select id, external_id from recompute_unknown where task_id = ? and id > ? order by id limit ?",
                (row, n) -> new UnknownId(row.getLong("id"), row.getString("external_id")),
                id,
                afterId,
                limit);
    }

    record UnknownId(long id, String externalId) {}

    private static Task task(ResultSet row) throws SQLException {
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
