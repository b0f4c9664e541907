package org.resultsrelay.delivery.breaker;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.delivery.DeliveryProperties;
import org.resultsrelay.delivery.queue.RetryDecision;
import org.resultsrelay.scheduling.Backoff;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;

/**
 * The gates of all clients. They are in the database, so that every process sees the same. Each process keeps a copy of
 * those that are not free, at most one sweep old. Claims check the database itself.
 */
@Component
public class ClientGates {

    /** The longest wait between two probes, before it is spread. With spread and a sweep it stays below a minute. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(45);

    private final JdbcClient jdbc;
    private final Backoff backoff;
    private final Clock clock;
    private volatile Map<Long, ClientGate> notFree = Map.of();

    ClientGates(JdbcClient jdbc, DeliveryProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.backoff = properties.backoff();
        this.clock = clock;
    }

    public ClientGate of(long clientId) {
        return notFree.getOrDefault(clientId, ClientGate.free(clientId));
    }

    /** Whether users of this client may be pushed, not only a probe. */
    public boolean lets(long clientId) {
        return of(clientId).lets(clock.instant());
    }

    public Collection<ClientGate> notFree() {
        return notFree.values();
    }

    /** Reads what other processes have changed. */
    public void refresh() {
        notFree = jdbc
                .sql("select * from gates where breaker <> 'CLOSED' or held_until > ? or suspects <> '{}'")
                .param(now())
                .query((row, n) -> gate(row))
                .list()
                .stream()
                .collect(Collectors.toMap(ClientGate::clientId, Function.identity()));
    }

    /**
     * This user got an answer that may concern it alone. Returns whether it is not the only one. A user that began to
     * fail before another's push succeeded has trouble of its own.
     */
    public boolean suspect(long clientId, long userId, Instant failingSince) {
        if (!of(clientId).suspects().contains(userId)) {
            jdbc.sql("""
                    insert into gates (client_id, suspects) values (?, array[?::bigint])
                    on conflict (client_id) do update set suspects = gates.suspects || excluded.suspects
                    where not gates.suspects @> excluded.suspects
                      and (gates.succeeded_at is null or gates.succeeded_at <= ?)
                    """).params(clientId, userId, Timestamp.from(failingSince)).update();
            refresh();
        }
        Set<Long> suspects = of(clientId).suspects();
        return suspects.contains(userId) && suspects.size() > 1;
    }

    /** The client has accepted a summary, so earlier failures of others do not concern all its users. */
    public void acquit(long clientId) {
        if (!of(clientId).suspects().isEmpty()) {
            jdbc.sql("update gates set suspects = '{}', succeeded_at = ? where client_id = ?")
                    .params(now(), clientId)
                    .update();
            refresh();
        }
    }

    /**
     * Opens the breaker. The endpoint has failed since then or, if the breaker was half open, since it first opened.
     */
    public void open(long clientId, Instant failingSince, String error) {
        jdbc.sql("""
                insert into gates (client_id, breaker, failing_since, probe_at, last_error)
                values (?, 'OPEN', ?, ?, ?)
                on conflict (client_id) do update set
                    breaker = 'OPEN', failing_since = coalesce(gates.failing_since, excluded.failing_since),
                    failed_probes = gates.failed_probes + case gates.breaker when 'HALF_OPEN' then 1 else 0 end,
                    probe_at = excluded.probe_at, last_error = excluded.last_error
                where gates.breaker <> 'OPEN'
                """)
                .params(
                        clientId,
                        Timestamp.from(failingSince),
                        Timestamp.from(nextProbe(
                                Objects.requireNonNullElse(of(clientId).failingSince(), failingSince))),
                        error)
                .update();
        refresh();
    }

    /**
     * Those of these clients whose probe is due and who have a user to send; each goes to one process. The next probe
     * may go when this one has failed, or after the longest wait without news.
     */
    public List<Long> takeDueProbes(Collection<Long> clientIds) {
        return jdbc.sql("""
                update gates g set probe_at = ?
                where client_id = any(?) and breaker = 'OPEN' and probe_at <= ? and (held_until is null or held_until <= ?)
                  and exists (select from deliveries d where d.client_id = g.client_id and d.behind
                              and d.due_at < ?)
                returning client_id
                """)
                .params(
                        Timestamp.from(spread(LONGEST_WAIT)),
                        new SqlArrayValue("bigint", clientIds.toArray()),
                        now(),
                        now(),
                        Timestamp.from(RetryDecision.NEVER))
                .query((row, n) -> row.getLong(1))
                .list();
    }

    /**
     * The next probe depends on how long the failure has lasted, not on how often somebody has tried, and a probe never
     * postpones the next. The same failure in other words, such as another request id, is no news.
     */
    public void probeFailed(long clientId, String error) {
        Instant now = clock.instant();
        jdbc.sql("""
                update gates set
                    failed_probes = failed_probes + 1, probe_at = least(probe_at, ?),
                    last_error = case when split_part(last_error, ':', 1) = split_part(?, ':', 1) then last_error else ? end
                where client_id = ? and breaker = 'OPEN'
                """)
                .params(
                        Timestamp.from(nextProbe(
                                Objects.requireNonNullElse(of(clientId).failingSince(), now))),
                        error,
                        error,
                        clientId)
                .update();
        refresh();
    }

    /** Lets the next probe go at that time, whatever the backoff says. */
    public void probeAgain(long clientId, Instant at) {
        jdbc.sql("update gates set probe_at = ? where client_id = ? and breaker = 'OPEN'")
                .params(Timestamp.from(at), clientId)
                .update();
        refresh();
    }

    /** Ends a wait that the client asked for. Returns whether there was one. */
    public boolean lift(long clientId) {
        int changed = jdbc.sql("update gates set held_until = null where client_id = ? and held_until is not null")
                .param(clientId)
                .update();
        refresh();
        return changed > 0;
    }

    /** A push succeeded. Returns true in the one process that stored it first. */
    public boolean halfOpen(long clientId) {
        int changed = jdbc.sql(
                        "update gates set breaker = 'HALF_OPEN', probe_at = null where client_id = ? and breaker = 'OPEN'")
                .param(clientId)
                .update();
        refresh();
        return changed > 0;
    }

    public void close(long clientId) {
        jdbc.sql("""
                update gates set breaker = 'CLOSED', failing_since = null, failed_probes = 0, last_error = null
                where client_id = ? and breaker = 'HALF_OPEN'
                """).param(clientId).update();
        refresh();
    }

    /** The client asked for a pause of that length. */
    public void hold(long clientId, Duration asked) {
        jdbc.sql("""
                insert into gates (client_id, held_until) values (?, ?)
                on conflict (client_id) do update set
                    held_until = greatest(gates.held_until, excluded.held_until)
                """)
                .params(clientId, Timestamp.from(clock.instant().plus(asked)))
                .update();
        refresh();
    }

    private Instant nextProbe(Instant failingSince) {
        Duration step = backoff.afterLasting(Duration.between(failingSince, clock.instant()));
        return spread(Collections.min(List.of(step, LONGEST_WAIT)));
    }

    private Instant spread(Duration wait) {
        return clock.instant()
                .plus(Backoff.jittered(wait, ThreadLocalRandom.current().nextDouble()));
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    private static ClientGate gate(ResultSet row) throws SQLException {
        return new ClientGate(
                row.getLong("client_id"),
                Breaker.valueOf(row.getString("breaker")),
                instant(row.getTimestamp("failing_since")),
                row.getInt("failed_probes"),
                instant(row.getTimestamp("probe_at")),
                row.getString("last_error"),
                instant(row.getTimestamp("held_until")),
                Set.of((Long[]) row.getArray("suspects").getArray()));
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }
}
