package org.resultsrelay.delivery.queue;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.delivery.attempts.AttemptDays;
import org.resultsrelay.scheduling.GroupCommit;
import org.resultsrelay.scheduling.GroupCommit.Limits;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;

/** Stores the outcome of pushes: the user's new state, guarded by the lease, and the attempt's row. */
@Component
public class Settlements {

    private static final Limits LIMITS = new Limits(1, 256, 100_000, Duration.ofMinutes(1), Duration.ofMillis(10));

    private final JdbcClient jdbc;
    private final AttemptDays days;
    private final Clock clock;
    private final GroupCommit<Attempt, Boolean> commits;

    Settlements(JdbcClient jdbc, AttemptDays days, Clock clock) {
        this.jdbc = jdbc;
        this.days = days;
        this.clock = clock;
        this.commits = new GroupCommit<>(LIMITS, this::writeOnAnyDay, e -> false);
    }

    /** Returns once they are on disk: the users of whom more was wanted meanwhile, who should be looked at again at once. */
    public List<Long> settle(List<Attempt> attempts) {
        List<Boolean> again = commits.submit(attempts);
        return IntStream.range(0, attempts.size())
                .filter(again::get)
                .mapToObj(i -> attempts.get(i).claimed().userId())
                .toList();
    }

    /**
     * Days are created well ahead, but a clock may jump. Then the whole statement fails, the day is created, and it is
     * written again.
     */
    private List<Boolean> writeOnAnyDay(List<Attempt> batch) {
        try {
            return write(batch);
        } catch (DataIntegrityViolationException e) {
            if (days.cover(batch.stream().map(one -> one.push().startedAt()).toList()) == 0) {
                throw e;
            }
            return write(batch);
        }
    }

    /**
     * The lease guards the row: if it has expired, another process has the user, and only the attempt is kept. The
     * confirmed revision only goes up, and an answer to a push of an earlier epoch confirms nothing. A refusal of an
     * outdated summary sets nobody aside.
     */
    private List<Boolean> write(List<Attempt> batch) {
        List<Attempt> sorted = batch.stream()
                .sorted(Comparator.comparingLong(one -> one.claimed().userId()))
                .toList();
        Timestamp now = Timestamp.from(clock.instant());
        Set<Long> again = new HashSet<>(jdbc.sql("""
                with pushed as (
                    select * from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) as p (
                        user_id, client_id, lease, epoch, revision, accepted, due_at, attempts, failing_since, troubled,
                        last_error, started_at, duration_ms, outcome, status, answer)
                ), kept as (
                    insert into attempts (user_id, client_id, epoch, revision, started_at, duration_ms, outcome, status, answer)
                    select user_id, client_id, epoch, revision, started_at, duration_ms, outcome, status, answer from pushed
                ), settled as (
                    update deliveries d set
                        delivered = case when not p.accepted or p.epoch < d.epoch then d.delivered
                                         when p.epoch > d.epoch then p.revision
                                         else greatest(d.delivered, p.revision) end,
                        epoch = case when p.accepted then greatest(d.epoch, p.epoch) else d.epoch end,
                        wanted_since = case when p.accepted and d.wanted > p.revision and p.epoch >= d.epoch
                                            then p.started_at else d.wanted_since end,
                        due_at = case when p.accepted or (p.due_at = ? and (d.wanted > p.revision or d.epoch > p.epoch))
                                      then ? else p.due_at end,
                        attempts = p.attempts, failing_since = p.failing_since, troubled = p.troubled,
                        last_error = p.last_error, lease = null
                    from pushed p -- in the order of their users, as everywhere, so that statements cannot deadlock
                    where d.user_id = p.user_id and d.lease = p.lease
                    returning d.user_id, d.behind and d.due_at <= ? as again
                )
                select user_id from settled where again
                """)
                .params(parameters(sorted, now))
                .query((row, n) -> row.getLong(1))
                .list());
        return batch.stream().map(one -> again.contains(one.claimed().userId())).toList();
    }

    private static Object[] parameters(List<Attempt> batch, Timestamp now) {
        return new Object[] {
            column("bigint", batch, one -> one.claimed().userId()),
            column("bigint", batch, one -> one.claimed().clientId()),
            column("uuid", batch, one -> one.claimed().lease()),
            column("integer", batch, Attempt::epoch),
            column("bigint", batch, Attempt::revision),
            column("boolean", batch, one -> one.next().accepted()),
            column("timestamptz", batch, one -> one.next().dueAt()),
            column("integer", batch, one -> one.next().attempts()),
            column("timestamptz", batch, one -> one.next().failingSince()),
            column("boolean", batch, one -> one.next().troubled()),
            column("text", batch, one -> one.next().lastError()),
            column("timestamptz", batch, one -> one.push().startedAt()),
            column("integer", batch, one -> one.push().durationMs()),
            column("text", batch, one -> one.push().outcome().name()),
            column("integer", batch, one -> one.push().outcome().status()),
            column("text", batch, one -> one.push().outcome().answer()),
            Timestamp.from(RetryDecision.NEVER),
            now,
            now
        };
    }

    private static SqlArrayValue column(
            String type, List<Attempt> batch, Function<Attempt, ? extends @Nullable Object> value) {
        return new SqlArrayValue(type, batch.stream().map(value).toArray());
    }
}
