package org.resultsrelay.results;

import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.results.BatchMerge.Addition;
import org.resultsrelay.results.LedgerEntry.AttemptIdKey;
import org.resultsrelay.results.LedgerEntry.AttemptKey;
import org.resultsrelay.results.LedgerEntry.EventKey;
import org.resultsrelay.results.LedgerEntry.UserKey;
import org.springframework.jdbc.core.ArgumentPreparedStatementSetter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;

/** The ledger's SQL: each statement does its job for a whole batch, in one trip to the database. */
@Component
class LedgerStatements {

    /**
     * Raises the revision of the users who change, notes the revision that each one's client should have, and adds the
     * results.
     *
     * <p>A user that waits already keeps its place in the queue, and one that is being pushed keeps its lease. One that
     * was set aside (due "never") because the client refused its old content is due at once, and one that waits in bulk
     * joins the live updates. The users whose due time this changed, compared with the statement's snapshot, became due.
     * For all others a message was published before, or settling their push will look again.
     */
    private static final String WRITE = """
            with raised as (
                insert into users (client_id, external_id, created_at, policy, detail)
                select u.client_id, u.external_id, cast(? as timestamptz), c.policy, c.detail
                from unnest(?, ?) as u (client_id, external_id) join clients c on c.id = u.client_id
                order by u.client_id, u.external_id collate "C" -- one order everywhere, so that batches cannot deadlock
                on conflict (client_id, external_id) do update set revision = users.revision + 1
                returning id as user_id, client_id, revision
            ), noted as (
                insert into deliveries (user_id, client_id, wanted, wanted_since, due_at)
                select user_id, client_id, revision, cast(? as timestamptz), cast(? as timestamptz)
                from raised
                order by user_id
                on conflict (user_id) do update set
                    wanted = greatest(deliveries.wanted, excluded.wanted),
                    wanted_since = case when deliveries.behind then deliveries.wanted_since else excluded.wanted_since end,
                    due_at = case when deliveries.behind and deliveries.due_at < '9999-01-01T00:00:00Z'
                                       and (deliveries.lease is not null or not deliveries.bulk)
                                  then deliveries.due_at else excluded.due_at end,
                    bulk = false,
                    attempts = case when deliveries.due_at < '9999-01-01T00:00:00Z' then deliveries.attempts else 0 end
                returning user_id, client_id, due_at
            )
            select n.client_id, n.user_id,
                   (select b.wanted_since > cast(? as timestamptz) from deliveries b where b.user_id = n.user_id) as again
            from noted n -- subqueries and no join, so that no plan reads the other users
            where n.due_at is distinct from (select b.due_at from deliveries b where b.user_id = n.user_id and b.behind);

            insert into results (client_id, user_id, event_id, fingerprint, test_id, test_name, attempt, score, max_score,
                                 passed, provisional, stands, occurred_at, completed_at, attempt_id, received_at)
            select l.client_id, u.id, l.event_id, l.fingerprint, l.test_id, l.test_name, l.attempt, l.score, l.max_score,
                   l.passed, l.provisional, l.stands, l.occurred_at, l.completed_at, l.attempt_id, cast(? as timestamptz)
            from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) as l (client_id, external_id, event_id, fingerprint, test_id,
                 test_name, attempt, score, max_score, passed, provisional, stands, occurred_at, completed_at, attempt_id)
            join users u on u.client_id = l.client_id and u.external_id = l.external_id
            """;

    private static final String WRITE_AND_COMMIT = WRITE + ";\ncommit";

    /**
     * Creates the missing users, for now without a revision, and locks the others. Then reads which of the events are
     * stored, and what stands for their attempts: the numbered attempt, or the user's last one if the event has no
     * number. These are separate statements, because each sees what was committed before it began: so the reads see
     * everything that came before the lock.
     */
    private static final String LOCK_AND_LOOK = """
            insert into users (client_id, external_id, created_at, policy, detail, revision)
            select u.client_id, u.external_id, cast(? as timestamptz), c.policy, c.detail, 0
            from unnest(?, ?) as u (client_id, external_id) join clients c on c.id = u.client_id
            order by u.client_id, u.external_id collate "C"
            on conflict (client_id, external_id) do update set revision = users.revision where false -- which locks it
            returning client_id, external_id;

            select r.client_id, r.event_id, r.fingerprint
            from unnest(?, ?) as e (client_id, event_id)
            join results r on r.client_id = e.client_id and r.event_id = e.event_id;

            select r.id, u.client_id, u.external_id, r.test_id, r.test_name, r.attempt, r.score, r.max_score, r.passed,
                   r.provisional, r.completed_at, r.occurred_at, r.attempt_id
            from unnest(?, ?, ?, ?) as a (client_id, external_id, test_id, attempt)
            join users u on u.client_id = a.client_id and u.external_id = a.external_id
            cross join lateral ( -- the attempt with that number, or the last one: so that no plan reads the user's others
                select * from results s where s.user_id = u.id and s.test_id = a.test_id and s.stands
                    and s.attempt >= coalesce(a.attempt, 1) and s.attempt <= coalesce(a.attempt, 2147483647)
                order by s.attempt desc limit 1
            ) r
            """;

    /** The same, and what stands for the attempts that have an id. */
    private static final String LOCK_AND_LOOK_FOR_IDS = LOCK_AND_LOOK + """
            ;
            select r.id, u.client_id, u.external_id, r.test_id, r.test_name, r.attempt, r.score, r.max_score, r.passed,
                   r.provisional, r.completed_at, r.occurred_at, r.attempt_id
            from unnest(?, ?, ?, ?) as a (client_id, external_id, test_id, attempt_id)
            join users u on u.client_id = a.client_id and u.external_id = a.external_id
            join results r on r.user_id = u.id and r.test_id = a.test_id and r.attempt_id = a.attempt_id and r.stands
            """;

    private static final Duration LATELY = Duration.ofSeconds(10);

    private final JdbcTemplate jdbc;

    LedgerStatements(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** A user that became due; {@code again} if it had become due lately. */
    record DueUser(long clientId, long userId, boolean again) {}

    /** Writes the result of a batch, within the transaction that has looked. Returns the users that became due. */
    List<DueUser> write(BatchMerge merge, Instant now) {
        return write(WRITE, merge, now);
    }

    /**
     * Writes a batch of which nothing is stored yet, and commits it in the same trip. If something is stored,
     * PostgreSQL objects and nothing is written.
     */
    List<DueUser> writeAndCommit(BatchMerge merge, Instant now) {
        return write(WRITE_AND_COMMIT, merge, now);
    }

    private List<DueUser> write(String sql, BatchMerge merge, Instant now) {
        var parameters = new ArgumentPreparedStatementSetter(parameters(merge.changedUsers, merge.additions, now));
        List<DueUser> due = new ArrayList<>();
        jdbc.execute(sql, (PreparedStatement statement) -> {
            parameters.setValues(statement);
            statement.execute();
            eachRow(
                    statement,
                    row -> due.add(
                            new DueUser(row.getLong("client_id"), row.getLong("user_id"), row.getBoolean("again"))));
            return due;
        });
        return due;
    }

    private static Object[] parameters(Set<UserKey> raised, List<Addition> additions, Instant now) {
        return new Object[] {
            now.toString(),
            column("bigint", raised, UserKey::clientId),
            column("text", raised, UserKey::externalId),
            now.toString(),
            now.toString(),
            now.minus(LATELY).toString(),
            now.toString(),
            column("bigint", additions, added -> added.entry().clientId()),
            column("text", additions, added -> added.entry().submission().userId()),
            column("text", additions, added -> added.entry().submission().eventId()),
            column("uuid", additions, added -> added.entry().fingerprint()),
            column("text", additions, added -> added.line().content.testId()),
            column("text", additions, added -> added.line().content.testName()),
            column("integer", additions, added -> added.line().content.attempt()),
            column("numeric", additions, added -> added.line().content.score()),
            column("numeric", additions, added -> added.line().content.maxScore()),
            column("boolean", additions, added -> added.line().content.passed()),
            column("boolean", additions, added -> added.line().content.provisional()),
            column("boolean", additions, added -> added.line().stands),
            column("timestamptz", additions, added -> added.line().occurredAt),
            column("timestamptz", additions, added -> added.line().content.completedAt()),
            column("text", ifAnyHasAnId(additions), added -> added.line().attemptId)
        };
    }

    /** None if no addition has an id: PostgreSQL fills a shorter array up with nulls. */
    private static List<Addition> ifAnyHasAnId(List<Addition> additions) {
        return additions.stream().anyMatch(added -> added.line().attemptId != null) ? additions : List.of();
    }

    /**
     * Locks the users of these entries and tells {@code merge} what is stored. Returns the users that were created for
     * it.
     */
    Set<UserKey> lockAndLook(List<LedgerEntry> entries, BatchMerge merge, Instant now) {
        Set<UserKey> users = Set.copyOf(entries.stream().map(LedgerEntry::user).toList());
        Set<AttemptKey> attempts =
                Set.copyOf(entries.stream().map(LedgerEntry::attempt).toList());
        Set<AttemptIdKey> ids = entries.stream()
                .map(LedgerEntry::attemptId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        List<Object> parameters = new ArrayList<>(List.of(
                now.toString(),
                column("bigint", users, UserKey::clientId),
                column("text", users, UserKey::externalId),
                column("bigint", entries, LedgerEntry::clientId),
                column("text", entries, entry -> entry.submission().eventId()),
                column("bigint", attempts, attempt -> attempt.user().clientId()),
                column("text", attempts, attempt -> attempt.user().externalId()),
                column("text", attempts, AttemptKey::testId),
                column("integer", attempts, AttemptKey::attempt)));
        if (!ids.isEmpty()) {
            parameters.addAll(List.of(
                    column("bigint", ids, id -> id.user().clientId()),
                    column("text", ids, id -> id.user().externalId()),
                    column("text", ids, AttemptIdKey::testId),
                    column("text", ids, AttemptIdKey::attemptId)));
        }
        var setter = new ArgumentPreparedStatementSetter(parameters.toArray());
        Set<UserKey> made = new HashSet<>();
        jdbc.execute(ids.isEmpty() ? LOCK_AND_LOOK : LOCK_AND_LOOK_FOR_IDS, (PreparedStatement statement) -> {
            setter.setValues(statement);
            statement.execute();
            eachRow(statement, row -> made.add(userKey(row)));
            statement.getMoreResults();
            eachRow(statement, row -> merge.storedEvent(eventKey(row), row.getObject("fingerprint", UUID.class)));
            statement.getMoreResults();
            eachRow(statement, row -> storedResult(row, merge));
            if (!ids.isEmpty()) {
                statement.getMoreResults();
                eachRow(statement, row -> storedResult(row, merge));
            }
            return made;
        });
        return made;
    }

    private static void storedResult(ResultSet row, BatchMerge merge) throws SQLException {
        merge.storedResult(
                row.getLong("id"),
                userKey(row),
                currentResult(row),
                instant(row, "occurred_at"),
                row.getString("attempt_id"));
    }

    void retire(Collection<Long> ids) {
        if (!ids.isEmpty()) {
            jdbc.update("update results set stands = false where id = any(?)", column("bigint", ids, id -> id));
        }
    }

    /** Removes users that were created for this batch if none of their events was accepted. */
    void remove(Set<UserKey> made) {
        if (!made.isEmpty()) {
            jdbc.update("""
                    delete from users u using unnest(?, ?) as m (client_id, external_id)
                    where u.client_id = m.client_id and u.external_id = m.external_id
                    """, column("bigint", made, UserKey::clientId), column("text", made, UserKey::externalId));
        }
    }

    private static <T> SqlArrayValue column(
            String type, Collection<T> rows, Function<T, ? extends @Nullable Object> value) {
        return new SqlArrayValue(
                type, rows.stream().map(row -> text(value.apply(row))).toArray());
    }

    private static @Nullable Object text(@Nullable Object value) {
        return value instanceof BigDecimal number
                ? number.toPlainString()
                : value instanceof Instant ? value.toString() : value;
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

    static CurrentResult currentResult(ResultSet row) throws SQLException {
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
}
