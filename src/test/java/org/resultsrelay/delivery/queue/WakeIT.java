package org.resultsrelay.delivery.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.resultsrelay.support.ClientStory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Thousands wait for a later attempt, and their company works again. */
class WakeIT extends ClientStory {

    private static final int USERS = 2_500;

    @Autowired
    Queue queue;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TransactionTemplate transaction;

    private long client;

    /** The last user lies first in the table and is due first, as may be after a day of pushes. */
    @BeforeEach
    void thousandsWait() {
        admin.post("/api/v1/clients/" + acme.key() + "/pause", "{\"reason\":\"so that they are not pushed\"}");
        client = jdbc.queryForList("select id from clients where key = ?", Long.class, acme.key())
                .getFirst();
        jdbc.update("""
                with made as (
                    insert into users (client_id, external_id, created_at)
                    select ?, 'u-' || n, now() from generate_series(1, ?) n returning id
                )
                insert into deliveries (user_id, client_id, wanted, wanted_since, due_at, attempts)
                select id, ?, 1, now(), now() + interval '1 day' - id * interval '1 ms', 3 from made order by id desc
                """, client, USERS, client);
    }

    @Test
    void theyBecomeDueAThousandAtATime() {
        queue.wake(client);
        assertThat(one("select count(*) from deliveries where client_id = ? and due_at > now()"))
                .as("still wait for later")
                .isZero();
        assertThat(one("select count(distinct xmin::text) from deliveries where client_id = ?"))
                .as("transactions that made them due")
                .isEqualTo(3);
    }

    @Test
    void aTransactionThatWritesThemInOrderIsInNobodysWay() {
        long first = one("select min(user_id) from deliveries where client_id = ?");
        long last = one("select max(user_id) from deliveries where client_id = ?");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            transaction.executeWithoutResult(status -> {
                write(first);
                threads.execute(() -> queue.wake(client));
                await().untilAsserted(() -> assertThat(one("select count(*) from pg_locks where not granted and ? > 0"))
                        .isGreaterThan(0));
                write(last);
            });
        }
        assertThat(one("select count(*) from deliveries where client_id = ? and due_at > now()"))
                .as("still wait for later")
                .isZero();
    }

    private void write(long user) {
        jdbc.update("update deliveries set attempts = 4 where user_id = ?", user);
    }

    private long one(String query) {
        return jdbc.queryForList(query, Long.class, client).getFirst();
    }
}
