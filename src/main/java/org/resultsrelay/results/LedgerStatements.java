package org.resultsrelay.results;

import static org.resultsrelay.results.Parameters.column;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.results.BatchMerge.Addition;
import org.resultsrelay.results.Entry.AttemptKey;
import org.resultsrelay.results.Entry.EventKey;
import org.resultsrelay.results.Entry.UserKey;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;

/** The ledger's SQL: each statement does its job for a whole batch. */
@Component
class LedgerStatements {

    private static final String LOCK = """
            insert into users (client_id, external_id, created_at, policy, detail)
            select u.client_id, u.external_id, cast(? as timestamptz), c.policy, c.detail
            from unnest(?, ?) as u (client_id, external_id) join clients c on c.id = u.client_id
            order by u.client_id, u.external_id collate "C"
            on conflict (client_id, external_id) do update set revision = users.revision + 1
            returning id, client_id, revision""";

    private static final String LOCK_AND_LOOK = LOCK + """
            , external_id;

            select r.client_id, r.event_id, r.fingerprint
            from unnest(?, ?) as e (client_id, event_id)
            join results r on r.client_id = e.client_id and r.event_id = e.event_id;

            select r.id, r.user_id, r.test_id, r.test_name, r.attempt, r.score, r.max_score, r.passed, r.provisional,
                   r.completed_at, r.occurred_at
            from unnest(?, ?, ?, ?) as a (client_id, external_id, test_id, attempt)
            join users u on u.client_id = a.client_id and u.external_id = a.external_id
            cross join lateral ( -- the attempt with that number, or the last one: so that no plan reads the user's others
                select * from results s where s.user_id = u.id and s.test_id = a.test_id and s.stands
                    and s.attempt >= coalesce(a.attempt, 1) and s.attempt <= coalesce(a.attempt, 2147483647)
                order by s.attempt desc limit 1
            ) r
            """;

    private static final String RAISED = "with raised (user_id, client_id, revision) as (%s)";

    private final JdbcTemplate jdbc;
    private final RevisionWriter revisions;
    private final String insertAndRaise;
    private final String raiseInsertAndCommit;

    LedgerStatements(JdbcTemplate jdbc, RevisionWriter revisions) {
        this.jdbc = jdbc;
        this.revisions = revisions;
        this.insertAndRaise =
                AddedResults.INSERT + ";\n" + RAISED.formatted("select * from unnest(?, ?, ?)") + revisions.sql();
        this.raiseInsertAndCommit =
                RAISED.formatted(LOCK) + revisions.sql() + ";\n" + AddedResults.INSERT + ";\ncommit";
    }

    /** A user whose row this transaction holds, with the revision it has if anything changes. */
    record Locked(long id, long revision) {
        static final Locked NONE = new Locked(0, 0);
    }

    /**
     * Writes a batch of which nothing is stored yet and commits it, in one trip. Where something is stored PostgreSQL objects
     * instead, and nothing is written.
     */
    void writeNew(NewBatch presumed, Instant now) {
        var parameters = Parameters.of(
                columns(presumed.users(), now),
                revisions.parameters(),
                AddedResults.columns(presumed.merge().additions, now));
        jdbc.execute(raiseInsertAndCommit, (PreparedStatement statement) -> {
            parameters.setValues(statement);
            statement.execute();
            try (ResultSet rows = statement.getResultSet()) {
                revisions.written(rows);
            }
            return presumed;
        });
    }

    private static Object[] columns(Set<UserKey> users, Instant now) {
        return new Object[] {
            now.toString(), column("bigint", users, UserKey::clientId), column("text", users, UserKey::externalId)
        };
    }

    /**
     * Makes and locks the users, in one order everywhere so that batches cannot deadlock. Raises each revision at once,
     * because nearly every event changes its user; the few that do not are lowered again before the commit. Then tells the
     * judgement which of these events are stored, and what stands for their attempts: for the one that an event numbers, or
     * the user's last one where it gives no number. One trip to the database, and a statement for each, because each sees what
     * was committed until it began: the looks see all that came before the lock.
     */
    Map<UserKey, Locked> lockAndLook(List<Entry> entries, BatchMerge merge, Instant now) {
        var users = Set.copyOf(entries.stream().map(Entry::user).toList());
        var attempts = Set.copyOf(entries.stream().map(Entry::attempt).toList());
        var parameters = Parameters.of(columns(users, now), new Object[] {
            column("bigint", entries, Entry::clientId),
            column("text", entries, entry -> entry.submission().eventId()),
            column("bigint", attempts, attempt -> attempt.user().clientId()),
            column("text", attempts, attempt -> attempt.user().externalId()),
            column("text", attempts, AttemptKey::testId),
            column("integer", attempts, AttemptKey::attempt)
        });
        return jdbc.execute(LOCK_AND_LOOK, (PreparedStatement statement) -> {
            parameters.setValues(statement);
            statement.execute();
            var locked = new HashMap<UserKey, Locked>();
            eachRow(statement, row -> locked.put(userKey(row), new Locked(row.getLong("id"), row.getLong("revision"))));
            statement.getMoreResults();
            eachRow(statement, row -> merge.storedEvent(eventKey(row), row.getObject("fingerprint", UUID.class)));
            statement.getMoreResults();
            eachRow(
                    statement,
                    row -> merge.storedResult(
                            row.getLong("id"), row.getLong("user_id"), standing(row), instant(row, "occurred_at")));
            return locked;
        });
    }

    private static void eachRow(PreparedStatement statement, RowCallbackHandler handler) throws SQLException {
        try (ResultSet rows = statement.getResultSet()) {
            while (rows.next()) {
                handler.processRow(rows);
            }
        }
    }

    private static UserKey userKey(ResultSet row) throws SQLException {
        return new UserKey(row.getLong("client_id"), row.getString("external_id"));
    }

    private static EventKey eventKey(ResultSet row) throws SQLException {
        return new EventKey(row.getLong("client_id"), row.getString("event_id"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    static CurrentResult standing(ResultSet row) throws SQLException {
        return new CurrentResult(
                row.getString("test_id"),
                row.getString("test_name"),
                row.getInt("attempt"),
                row.getBigDecimal("score"),
                row.getBigDecimal("max_score"),
                row.getObject("passed", Boolean.class),
                row.getBoolean("provisional"),
                row.getObject("completed_at", OffsetDateTime.class).toInstant());
    }

    void retire(Collection<Long> ids) {
        if (!ids.isEmpty()) {
            jdbc.update("update results set stands = false where id = any(?)", column("bigint", ids, id -> id));
        }
    }

    /** Writes the results, and in the same trip the revisions that they raised: any but those that say what stood already. */
    void insert(List<Addition> additions, List<RaisedRevision> raised, Instant now) {
        if (raised.isEmpty()) {
            insert(additions, now);
            return;
        }
        var parameters = Parameters.of(AddedResults.columns(additions, now), columns(raised), revisions.parameters());
        jdbc.execute(insertAndRaise, (PreparedStatement statement) -> {
            parameters.setValues(statement);
            statement.execute();
            statement.getMoreResults();
            try (ResultSet rows = statement.getResultSet()) {
                revisions.written(rows);
            }
            return raised;
        });
    }

    private void insert(List<Addition> additions, Instant now) {
        if (!additions.isEmpty()) {
            jdbc.update(AddedResults.INSERT, AddedResults.columns(additions, now));
        }
    }

    private static Object[] columns(List<RaisedRevision> raised) {
        return new Object[] {
            column("bigint", raised, RaisedRevision::userId),
            column("bigint", raised, RaisedRevision::clientId),
            column("bigint", raised, RaisedRevision::revision)
        };
    }

    /** Takes back the raise of users for whom nothing changed; one made by this very transaction vanishes again, unlike one that was made ahead. */
    void lower(Collection<Long> users) {
        if (!users.isEmpty()) {
            SqlArrayValue ids = column("bigint", users, id -> id);
            jdbc.update("""
                    update users set revision = revision - 1 where id = any(?) and (revision > 1 or registered)
                    """, ids);
            jdbc.update("""
                    delete from users where id = any(?) and revision = 1 and not registered
                    and not exists (select from results r where r.user_id = users.id)
                    """, ids);
        }
    }
}
