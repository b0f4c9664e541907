package org.resultsrelay.delivery.queue;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.resultsrelay.delivery.DeliveryProperties;
import org.resultsrelay.results.EpochsRaised;
import org.resultsrelay.results.EpochsRaised.Raised;
import org.resultsrelay.scheduling.Tick;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes every user of a client wanted again after its epoch was raised, some at a time and behind all live updates. The
 * remaining work is stored in the transaction that raised the epoch, so any relay continues it after a crash.
 */
@Component
class EpochRenewal implements Tick {

    private static final int AT_A_TIME = 1_000;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Duration every;

    EpochRenewal(JdbcClient jdbc, PlatformTransactionManager transactions, Clock clock, DeliveryProperties properties) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
        this.every = properties.sweepEvery();
    }

    private record Renewal(long clientId, int epoch, long nextUser) {}

    @EventListener
    void begin(EpochsRaised event) {
        List<Raised> clients = event.clients();
        jdbc.sql("""
                insert into renewals (client_id, epoch, next_user)
                select client_id, epoch, 0 from unnest(?, ?) as c (client_id, epoch) order by client_id
                on conflict (client_id) do update set epoch = excluded.epoch, next_user = 0
                """)
                .params(
                        new SqlArrayValue(
                                "bigint", clients.stream().map(Raised::clientId).toArray()),
                        new SqlArrayValue(
                                "integer", clients.stream().map(Raised::epoch).toArray()))
                .update();
    }

    /** Epochs are rarely raised; until then a look costs one small statement. */
    @Override
    public int tick() {
        return Boolean.TRUE.equals(jdbc.sql("select exists (select from renewals)")
                        .query(Boolean.class)
                        .single())
                ? next()
                : 0;
    }

    private int next() {
        return transaction.execute(status -> jdbc
                .sql("""
                                select client_id, epoch, next_user from renewals
                                order by client_id limit 1 for update skip locked
                                """)
                .query((row, n) -> new Renewal(row.getLong("client_id"), row.getInt("epoch"), row.getLong("next_user")))
                .list()
                .stream()
                .mapToInt(this::some)
                .sum());
    }

    private int some(Renewal renewal) {
        List<Long> users = jdbc.sql("""
                select d.user_id from users u join deliveries d on d.user_id = u.id
                where u.client_id = ? and u.id >= ? order by u.id limit ? for update of d
                """)
                .params(renewal.clientId, renewal.nextUser, AT_A_TIME)
                .query((row, n) -> row.getLong(1))
                .list();
        renew(renewal, users);
        if (users.size() < AT_A_TIME) {
            jdbc.sql("delete from renewals where client_id = ?")
                    .param(renewal.clientId)
                    .update();
        } else {
            jdbc.sql("update renewals set next_user = ? where client_id = ?")
                    .params(users.getLast() + 1, renewal.clientId)
                    .update();
        }
        return 1 + users.size();
    }

    /** A user that is being pushed keeps its lease; settling notices that the push belongs to an earlier epoch. */
    private void renew(Renewal renewal, List<Long> users) {
        Timestamp now = Timestamp.from(clock.instant());
        jdbc.sql("""
                update deliveries set
                    epoch = ?, delivered = 0, attempts = 0,
                    bulk = case when behind and due_at < ? then bulk else true end,
                    wanted_since = case when behind then wanted_since else ? end,
                    due_at = case when lease is not null then due_at
                                  when behind then least(due_at, ?) else ? end
                where user_id = any(?) and epoch < ?
                """)
                .params(
                        renewal.epoch,
                        Timestamp.from(RetryDecision.NEVER),
                        now,
                        now,
                        now,
                        new SqlArrayValue("bigint", users.toArray()),
                        renewal.epoch)
                .update();
    }

    @Override
    public Duration every() {
        return every;
    }
}
