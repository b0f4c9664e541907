package org.resultsrelay.delivery.queue;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.database.LongStatements;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;

/**
 * The waiting users, in PostgreSQL. A claim takes a lease, so that only one push of a user is under way in the whole
 * cluster.
 */
@Component
public class Queue {

    private static final String GATE_LETS = """
            and not exists (select from gates where client_id = ? and (breaker = 'OPEN' or held_until > ?))
            """;

    private static final int WOKEN_AT_ONCE = 1_000;

    private final JdbcClient jdbc;
    private final LongStatements longOnes;
    private final Clock clock;

    Queue(JdbcClient jdbc, LongStatements longOnes, Clock clock) {
        this.jdbc = jdbc;
        this.longOnes = longOnes;
        this.clock = clock;
    }

    /** Claims the due ones of these users. */
    public List<Claimed> claim(long clientId, Collection<Long> userIds, Duration lease) {
        return claim(
                """
                select user_id, due_at from deliveries
                where user_id = any(?) and client_id = ? and behind and due_at <= ?
                """ + GATE_LETS + """
                order by user_id
                for update skip locked
                """,
                lease,
                false,
                new SqlArrayValue("bigint", userIds.toArray()),
                clientId,
                now(),
                clientId,
                now());
    }

    /**
     * Claims up to {@code limit} users of this client who have been due for so long: live updates first, and the longest
     * due first.
     */
    public List<Claimed> claimOldest(long clientId, int limit, Duration due, Duration lease) {
        return claim(
                """
                select user_id, due_at from deliveries
                where client_id = ? and behind and due_at <= ?
                """ + GATE_LETS + """
                order by bulk, due_at
                limit ?
                for update skip locked
                """,
                lease,
                false,
                clientId,
                Timestamp.from(clock.instant().minus(due)),
                clientId,
                now(),
                limit);
    }

    /**
     * Claims one user of this client, due or not and whatever the gate says, to test whether the endpoint works again.
     * A user that has failed is claimed only if no other waits, because it may be the reason itself.
     */
    public List<Claimed> claimProbe(long clientId, Duration lease) {
        List<Claimed> innocent = claimProbe(clientId, "and failing_since is null", lease);
        return innocent.isEmpty() ? claimProbe(clientId, "", lease) : innocent;
    }

    private List<Claimed> claimProbe(long clientId, String among, Duration lease) {
        return claim("""
                select user_id, due_at from deliveries
                where client_id = ? and behind and due_at < ? and (lease is null or due_at <= ?) %s
                order by bulk, due_at
                limit 1
                for update skip locked
                """.formatted(among), lease, true, clientId, Timestamp.from(RetryDecision.NEVER), now());
    }

    /** Claims this user in the same way. */
    public List<Claimed> claimProbe(long clientId, long userId, Duration lease) {
        return claim("""
                select user_id, due_at from deliveries
                where user_id = ? and client_id = ? and behind and due_at < ? and (lease is null or due_at <= ?)
                for update skip locked
                """, lease, true, userId, clientId, Timestamp.from(RetryDecision.NEVER), now());
    }

    private List<Claimed> claim(String due, Duration lease, boolean probe, Object... parameters) {
        UUID token = UUID.randomUUID();
        Instant until = clock.instant().plus(lease);
        Object[] all = new Object[parameters.length + 2];
        System.arraycopy(parameters, 0, all, 0, parameters.length);
        all[parameters.length] = token;
        all[parameters.length + 1] = Timestamp.from(until);
        return jdbc.sql("with due as (" + due + """
                ) update deliveries d set lease = ?, due_at = ?
                from due where d.user_id = due.user_id
                returning d.user_id, d.client_id, due.due_at, d.wanted_since, d.attempts, d.failing_since
                """)
                .params(all)
                .query((row, n) -> claimed(row, token, until, probe))
                .list();
    }

    private static Claimed claimed(ResultSet row, UUID token, Instant until, boolean probe) throws SQLException {
        return new Claimed(
                row.getLong("user_id"),
                row.getLong("client_id"),
                token,
                until,
                row.getTimestamp("due_at").toInstant(),
                row.getTimestamp("wanted_since").toInstant(),
                row.getInt("attempts"),
                instant(row.getTimestamp("failing_since")),
                probe);
    }

    /** Ends these leases early. A lease that another process has taken over meanwhile stays. */
    public void giveBack(List<Claimed> unused) {
        List<Claimed> sorted = unused.stream()
                .sorted(Comparator.comparingLong(Claimed::userId)) // one order everywhere
                .toList();
        jdbc.sql("""
                update deliveries d set lease = null, due_at = c.due_at
                from unnest(?, ?, ?) as c (user_id, lease, due_at)
                where d.user_id = c.user_id and d.lease = c.lease
                """)
                .params(
                        new SqlArrayValue(
                                "bigint", sorted.stream().map(Claimed::userId).toArray()),
                        new SqlArrayValue(
                                "uuid", sorted.stream().map(Claimed::lease).toArray()),
                        new SqlArrayValue(
                                "timestamptz",
                                sorted.stream()
                                        .map(one -> one.dueAt().toString())
                                        .toArray()))
                .update();
    }

    /** Those of these clients that have users due now. */
    public List<Long> clientsWithDue(Collection<Long> clientIds) {
        return jdbc.sql("""
                select c from unnest(?) as c
                where (
                    select d.user_id from deliveries d where d.client_id = c and d.behind and d.due_at <= ?
                    order by d.bulk, d.due_at limit 1 -- so that no plan reads who waits for later
                ) is not null
                """)
                .params(new SqlArrayValue("bigint", clientIds.toArray()), now())
                .query((row, n) -> row.getLong(1))
                .list();
    }

    /**
     * Makes all users of this client due that wait for a retry; users under way or set aside stay. It takes a thousand
     * users in each transaction, in the order of their ids, so that new results for them wait only a moment. It waits
     * for rows that another transaction has locked, since that one may leave the due time as it is.
     */
    public void wake(long clientId) {
        List<Long> woken = wake(clientId, 0);
        while (woken.size() == WOKEN_AT_ONCE) {
            woken = wake(clientId, Collections.max(woken));
        }
    }

    private List<Long> wake(long clientId, long afterUser) {
        return longOnes.run(() -> jdbc.sql("""
                with chosen as (
                    select user_id from deliveries
                    where client_id = ? and behind and user_id > ? and due_at > ? and due_at < ? and lease is null
                    order by user_id
                    limit ?
                    for update
                )
                update deliveries d set due_at = ?
                from chosen where d.user_id = chosen.user_id
                returning d.user_id
                """)
                .params(clientId, afterUser, now(), Timestamp.from(RetryDecision.NEVER), WOKEN_AT_ONCE, now())
                .query(Long.class)
                .list());
    }

    /**
     * Has these users delivered again, behind all live updates. The revision given with each becomes the wanted one if
     * it is ahead; otherwise the wanted revision is sent again, confirmed or not. Returns the known ones. A user that
     * waits for a live update keeps its place, and one that is being pushed keeps its lease.
     */
    public List<Long> again(long clientId, Map<Long, Long> revisions) {
        return jdbc.sql("""
                with asked as (
                    select d.user_id, a.revision
                    from unnest(?, ?) as a (user_id, revision) join deliveries d on d.user_id = a.user_id
                    where d.client_id = ? order by d.user_id for update of d
                )
                update deliveries d set
                    wanted = greatest(d.wanted, a.revision),
                    delivered = case when a.revision > d.wanted then d.delivered else 0 end,
                    bulk = case when d.behind and d.due_at < ? then d.bulk else true end,
                    wanted_since = case when d.behind then d.wanted_since else ? end,
                    due_at = case when d.lease is null then least(d.due_at, ?) else d.due_at end,
                    attempts = 0
                from asked a where d.user_id = a.user_id
                returning d.user_id
                """)
                .params(
                        new SqlArrayValue("bigint", revisions.keySet().toArray()),
                        new SqlArrayValue("bigint", revisions.values().toArray()),
                        clientId,
                        Timestamp.from(RetryDecision.NEVER),
                        now(),
                        now())
                .query((row, n) -> row.getLong(1))
                .list();
    }

    /** How many users of this client wait behind its live updates. Users set aside do not count. */
    public long waitingInBulk(long clientId) {
        return jdbc.sql("select count(*) from deliveries where client_id = ? and bulk and behind and due_at < ?")
                .params(clientId, Timestamp.from(RetryDecision.NEVER))
                .query(Long.class)
                .single();
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }
}
