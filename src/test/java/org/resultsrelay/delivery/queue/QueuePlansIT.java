package org.resultsrelay.delivery.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.resultsrelay.results.RaisedRevision;
import org.resultsrelay.support.ClientStory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What the queue's statements read while thousands wait, planned at an hour when nobody did. */
class QueuePlansIT extends ClientStory {

    private static final int WAITING = 5_000;
    private static final long A_FEW = 100;

    @Autowired
    Queue queue;

    @Autowired
    WantedRevisions wanted;

    @Autowired
    JdbcTemplate database;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    private long client;
    private List<Long> users;

    @BeforeEach
    void thousandsBeginToWaitAfterACalmHour() {
        admin.post("/api/v1/clients/" + acme.key() + "/pause", "{\"reason\":\"so that they wait\"}");
        client = jdbc.sql("select id from clients where key = ?")
                .param(acme.key())
                .query(Long.class)
                .single();
        users = jdbc.sql("""
                insert into users (client_id, external_id, created_at)
                select ?, 'u-' || n, timestamptz '2026-11-21T10:00:00Z' from generate_series(1, ?) n returning id
                """)
                .param(client)
                .param(WAITING)
                .query((row, n) -> row.getLong(1))
                .list();
        jdbc.sql("""
                insert into deliveries (user_id, client_id, wanted, delivered, wanted_since, due_at)
                select id, client_id, 1, 1, created_at, created_at from users where client_id = ?
                """).param(client).update();
        jdbc.sql("analyze deliveries").update();
        jdbc.sql("update deliveries set wanted = 2 where client_id = ?")
                .param(client)
                .update();
    }

    @Test
    void claimingTheOldestReadsThemAlone() {
        assertThat(rowsReadBy(() -> queue.claimOldest(client, 8, Duration.ofMinutes(1))))
                .isBetween(8L, A_FEW);
    }

    @Test
    void claimingKnownUsersReadsThemAlone() {
        assertThat(rowsReadBy(() -> queue.claim(client, users.subList(0, 8), Duration.ofMinutes(1))))
                .isBetween(8L, A_FEW);
    }

    @Test
    void raisingReadsThemAlone() {
        List<RaisedRevision> eight = LongStream.range(0, 8)
                .mapToObj(i -> new RaisedRevision(client, users.get((int) i), 3))
                .toList();
        assertThat(rowsReadBy(() -> Raising.raise(database, wanted, eight))).isBetween(8L, A_FEW);
    }

    private long rowsReadBy(Runnable statement) {
        return transaction.execute(open -> {
            long before = rowsRead();
            statement.run();
            return rowsRead() - before;
        });
    }

    /** By this transaction, from all of the table's indexes. */
    private long rowsRead() {
        return jdbc.sql("""
                select coalesce(sum(pg_stat_get_xact_tuples_returned(indexrelid)), 0) from pg_index
                where indrelid = 'deliveries'::regclass
                """).query(Long.class).single();
    }
}
