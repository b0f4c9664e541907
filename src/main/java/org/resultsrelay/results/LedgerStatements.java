package org.resultsrelay.results;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.results.Entry.EventKey;
import org.resultsrelay.results.Entry.UserKey;
import org.resultsrelay.results.Judgement.Addition;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;

/** The ledger's SQL: each statement does its job for a whole batch. */
@Component
class LedgerStatements {

    private final JdbcTemplate jdbc;

    LedgerStatements(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** A user whose row this transaction holds, with the revision it has if anything changes. */
    record Locked(long id, long revision) {
        static final Locked NONE = new Locked(0, 0);
    }

    /**
     * Makes and locks the users, in one order everywhere so that batches cannot deadlock. Raises each revision at once,
     * because nearly every event changes its user; the few that do not are lowered again before the commit.
     */
    Map<UserKey, Locked> lockAndRaise(List<Entry> entries, Instant now) {
        var keys = List.copyOf(new HashSet<>(entries.stream().map(Entry::user).toList()));
        var locked = new HashMap<UserKey, Locked>();
        jdbc.query(
                """
                insert into users (client_id, external_id, created_at)
                select client_id, external_id, cast(? as timestamptz)
                from unnest(?, ?) as u (client_id, external_id)
                order by client_id, external_id
                on conflict (client_id, external_id) do update set revision = users.revision + 1
                returning id, client_id, external_id, revision
                """,
                row -> {
                    locked.put(
                            new UserKey(row.getLong("client_id"), row.getString("external_id")),
                            new Locked(row.getLong("id"), row.getLong("revision")));
                },
                now.toString(),
                column("bigint", keys, UserKey::clientId),
                column("text", keys, UserKey::externalId));
        return locked;
    }

    /** Tells the judgement which of these events are stored, and what stands for the tests they are about. */
    void look(List<Entry> entries, Map<UserKey, Locked> users, Judgement judgement) {
        jdbc.query(
                """
                select r.client_id, r.event_id, r.fingerprint
                from unnest(?, ?) as e (client_id, event_id)
                join results r on r.client_id = e.client_id and r.event_id = e.event_id
                """,
                row -> {
                    judgement.storedEvent(
                            new EventKey(row.getLong("client_id"), row.getString("event_id")),
                            row.getObject("fingerprint", UUID.class));
                },
                column("bigint", entries, Entry::clientId),
                column("text", entries, entry -> entry.submission().eventId()));
        Set<Tested> tests = new HashSet<>();
        for (Entry entry : entries) {
            Locked user = users.getOrDefault(entry.user(), Locked.NONE);
            if (user.revision() > 1) { // a user made just now has no results
                tests.add(new Tested(user.id(), entry.submission().testId()));
            }
        }
        if (!tests.isEmpty()) {
            lookAt(List.copyOf(tests), judgement);
        }
    }

    private void lookAt(List<Tested> tests, Judgement judgement) {
        jdbc.query(
                """
                select r.id, r.user_id, r.test_id, r.test_name, r.attempt, r.score, r.max_score, r.passed, r.provisional,
                       r.completed_at, r.occurred_at
                from unnest(?, ?) as t (user_id, test_id)
                join results r on r.user_id = t.user_id and r.test_id = t.test_id and r.stands
                """,
                row -> {
                    OffsetDateTime occurredAt = row.getObject("occurred_at", OffsetDateTime.class);
                    judgement.storedResult(
                            row.getLong("id"),
                            row.getLong("user_id"),
                            standing(row),
                            occurredAt == null ? null : occurredAt.toInstant());
                },
                column("bigint", tests, Tested::userId),
                column("text", tests, Tested::testId));
    }

    private record Tested(long userId, String testId) {}

    static Standing standing(ResultSet row) throws SQLException {
        return new Standing(
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

    void insert(List<Addition> additions, Instant now) {
        if (additions.isEmpty()) {
            return;
        }
        jdbc.update(
                """
                insert into results (client_id, user_id, event_id, fingerprint, test_id, test_name, attempt, score, max_score,
                                     passed, provisional, stands, occurred_at, completed_at, received_at)
                select l.*, cast(? as timestamptz)
                from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) as l
                """,
                now.toString(),
                column("bigint", additions, added -> added.entry().clientId()),
                column("bigint", additions, added -> added.line().userId),
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
                column("timestamptz", additions, added -> added.line().content.completedAt()));
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
}
