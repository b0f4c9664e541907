package org.resultsrelay.delivery.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Timestamp;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.resultsrelay.delivery.Deliveries;
import org.resultsrelay.support.ClientStory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Another try for thousands that were set aside: nobody waits for it, and it waits for nobody. */
class SetAsideIT extends ClientStory {

    private static final int USERS = 2_500;

    @Autowired
    Deliveries deliveries;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TransactionTemplate transaction;

    private long client;
    private long held;

    @BeforeEach
    void theCompanyHasRefusedThousands() {
        admin.post(
                "/api/v1/clients/" + acme.key() + "/pause",
                "{\"reason\":\"so that they are made due, and not pushed\"}");
        client = jdbc.queryForList("select id from clients where key = ?", Long.class, acme.key())
                .getFirst();
        jdbc.update("""
                with made as (
                    insert into users (client_id, external_id, created_at)
                    select ?, 'u-' || n, now() from generate_series(0, ?) n returning id
                )
                insert into deliveries (user_id, client_id, wanted, wanted_since, due_at, attempts)
                select id, ?, 1, now(), ?, 3 from made
                """, client, USERS, client, Timestamp.from(RetryDecision.NEVER));
        held = one("select max(user_id) from deliveries where client_id = ?");
        jdbc.update("update deliveries set held = true where user_id = ?", held);
    }

    @Test
    void theyBecomeDueAfterTheCallersTransactionAThousandAtATime() {
        Integer told = transaction.execute(status -> {
            int users = deliveries.tryNow(client);
            assertThat(setAside()).as("set aside while the transaction lasts").isEqualTo(USERS);
            return users;
        });
        assertThat(told).isEqualTo(USERS);
        await().untilAsserted(() -> assertThat(setAside()).isZero());
        assertThat(one("select count(distinct xmin::text) from deliveries where client_id = ? and attempts = 0"))
                .as("transactions that made them due")
                .isEqualTo(3);
        assertThat(
                        one(
                                "select count(*) from deliveries where client_id = ? and held and due_at > now() and attempts = 3"))
                .as("held ones that stay")
                .isEqualTo(1);
    }

    @Test
    void aUserThatAnotherTransactionWritesDelaysNoOther() {
        long written = one("select min(user_id) from deliveries where client_id = ?");
        transaction.executeWithoutResult(status -> {
            jdbc.update("update deliveries set attempts = 4 where user_id = ?", written);
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                threads.execute(() -> deliveries.tryNow(client));
                await().untilAsserted(() -> assertThat(setAside()).isEqualTo(1));
            }
        });
    }

    @Test
    void twoAtOnceDoNoHarm() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Integer> retry = () -> deliveries.tryNow(client);
            for (var asked : threads.invokeAll(List.of(retry, retry))) {
                assertThat(asked.get()).isBetween(0, USERS);
            }
        }
        await().untilAsserted(() -> assertThat(setAside()).isZero());
    }

    private long setAside() {
        return one("""
                select count(*) from deliveries where client_id = ? and behind and due_at > now() and not held
                """);
    }

    private long one(String query) {
        return jdbc.queryForList(query, Long.class, client).getFirst();
    }
}
