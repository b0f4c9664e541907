package org.resultsrelay.delivery.backlog;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.clients.Backlog;
import org.resultsrelay.database.LongStatements;
import org.resultsrelay.delivery.DeliveryProperties;
import org.resultsrelay.delivery.FailingClient;
import org.resultsrelay.delivery.breaker.Breaker;
import org.resultsrelay.delivery.breaker.ClientGate;
import org.resultsrelay.delivery.breaker.ClientGates;
import org.resultsrelay.delivery.queue.RetryDecision;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds out, by client, how many users wait and whose pushes fail. */
@Component
public class BacklogQuery implements Backlog {

    private static final Duration COUNT_SELDOM = Duration.ofSeconds(10);
    private static final Duration COUNT_OFTEN = Duration.ofSeconds(1);
    private static final int SHARE = 100;

    private final JdbcClient jdbc;
    private final LongStatements longOnes;
    private final ClientGates gates;
    private final int probesOfAHiccup;
    private final Clock clock;
    private List<Waiting> counted = List.of(); // guarded by this, like the one below
    private Instant countAgainAt = Instant.EPOCH;

    BacklogQuery(
            JdbcClient jdbc, LongStatements longOnes, ClientGates gates, DeliveryProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.longOnes = longOnes;
        this.gates = gates;
        this.probesOfAHiccup = properties.backoff().withinFirstMinute();
        this.clock = clock;
    }

    /**
     * Clients with users whose pushes fail, or whose endpoint has been failing for longer than a minute or the retries
     * within it.
     */
    public List<FailingClient> troubles() {
        Map<Long, Long> users = waiting().stream().collect(Collectors.toMap(Waiting::clientId, Waiting::users));
        return longOnes.run(() -> jdbc.sql("""
                with trouble as (
                    select client_id, failing_since as since, user_id, last_error, false as down,
                           case when due_at < :never then due_at end as next_try
                    from deliveries where troubled
                    union all
                    select client_id, failing_since, null, last_error, true, null from gates
                    where breaker <> 'CLOSED' and (failing_since <= :longAgo or failed_probes >= :probes)
                ), by_client as (
                    select client_id, min(since) as since, count(user_id) as troubled, bool_or(down) as down,
                           (array_agg(last_error order by down desc, since desc))[1] as last_error,
                           (array_agg(user_id order by down, since desc))[1] as latest, min(next_try) as next_try
                    from trouble
                    group by client_id
                )
                select c.*, u.external_id as refused from by_client c left join users u on u.id = c.latest
                """)
                .param("never", Timestamp.from(RetryDecision.NEVER))
                .param("longAgo", Timestamp.from(clock.instant().minus(RetryDecision.HICCUP)))
                .param("probes", probesOfAHiccup)
                .query((row, n) -> trouble(row, users.getOrDefault(row.getLong("client_id"), 0L)))
                .list());
    }

    /** A client that asks for a pause of more than a minute with Retry-After counts as one whose endpoint fails. */
    private FailingClient trouble(ResultSet row, long waiting) throws SQLException {
        ClientGate gate = gates.of(row.getLong("client_id"));
        boolean held = gate.held(clock.instant().plus(RetryDecision.HICCUP));
        boolean down = held || row.getBoolean("down");
        return new FailingClient(
                gate.clientId(),
                row.getTimestamp("since").toInstant(),
                row.getLong("troubled"),
                waiting,
                row.getString("last_error"),
                held ? gate.heldUntil() : down ? null : instant(row.getTimestamp("next_try")),
                down ? null : row.getString("refused"));
    }

    @Override
    public Standing of(long clientId) {
        Breaker breaker = gates.of(clientId).breaker();
        String name = breaker.name().toLowerCase(Locale.ROOT);
        return longOnes.run(() -> jdbc.sql(
                        "select count(*) as users, min(wanted_since) as oldest from deliveries where client_id = ? and behind")
                .param(clientId)
                .query((row, n) -> new Standing(row.getLong("users"), age(row.getTimestamp("oldest")), name))
                .single());
    }

    private @Nullable Duration age(@Nullable Timestamp since) {
        return since == null ? null : Duration.between(since.toInstant(), clock.instant());
    }

    /**
     * The clients with waiting users. Counting reads all waiting users, so the longer it takes, the longer the result
     * is reused for every caller.
     */
    public synchronized List<Waiting> waiting() {
        Instant now = clock.instant();
        if (!now.isBefore(countAgainAt)) {
            counted = longOnes.run(() -> jdbc.sql("""
                    select client_id, count(*) as users, min(wanted_since) as oldest
                    from deliveries where behind group by client_id
                    """)
                    .query((row, n) -> new Waiting(
                            row.getLong("client_id"),
                            row.getLong("users"),
                            row.getTimestamp("oldest").toInstant()))
                    .list());
            countAgainAt = now.plus(rest(Duration.between(now, clock.instant())));
        }
        return counted;
    }

    private static Duration rest(Duration took) {
        Duration rest = took.multipliedBy(SHARE);
        return Collections.max(List.of(COUNT_OFTEN, Collections.min(List.of(rest, COUNT_SELDOM))));
    }

    /** The ids of the clients whose endpoint is down. */
    public Set<Long> down() {
        return gates.notFree().stream()
                .filter(gate -> gate.breaker() == Breaker.OPEN)
                .map(ClientGate::clientId)
                .collect(Collectors.toSet());
    }

    public record Waiting(long clientId, long users, Instant oldest) {}

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }
}
