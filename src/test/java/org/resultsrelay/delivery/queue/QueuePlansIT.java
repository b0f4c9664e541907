package org.resultsrelay.delivery.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.resultsrelay.support.ClientStory;
import org.resultsrelay.support.RowsRead;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What the queue's statements read while thousands wait, planned when nobody did. */
class QueuePlansIT extends ClientStory {

    private static final int WAITING = 5_000;
    private static final long A_FEW = 100;
    private static final Instant LONG_AGO = Instant.parse("2026-11-21T10:00:00Z");
    private static final Instant MUCH_LATER = Instant.parse("2126-11-21T10:00:00Z");

    @Autowired
    Queue queue;

    @Autowired
    JdbcTemplate database;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    private long client;
    private List<Long> users;

    /** When the statements were planned. */
    enum Planned {
        ON_THE_FIRST_DAY,
        AT_A_CALM_HOUR
    }

    @BeforeEach
    void thousandsOfUsers() {
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
    }

    @ParameterizedTest
    @EnumSource
    void claimingTheOldestReadsThemAlone(Planned planned) {
        assertThat(rowsReadBy(
                        planned, LONG_AGO, () -> queue.claimOldest(client, 8, Duration.ZERO, Duration.ofMinutes(1))))
                .isBetween(8L, A_FEW);
    }

    @ParameterizedTest
    @EnumSource
    void claimingKnownUsersReadsThemAlone(Planned planned) {
        assertThat(rowsReadBy(planned, LONG_AGO, () -> queue.claim(client, users.subList(0, 8), Duration.ofMinutes(1))))
                .isBetween(8L, A_FEW);
    }

    @ParameterizedTest
    @EnumSource
    void lookingWhoseUsersAreDueReadsOneOfThem(Planned planned) {
        assertThat(rowsReadBy(planned, LONG_AGO, () -> queue.clientsWithDue(List.of(client))))
                .isBetween(1L, A_FEW);
    }

    @ParameterizedTest
    @EnumSource
    void lookingWhoseUsersAreDueReadsNoneWhoWaitForLater(Planned planned) {
        assertThat(rowsReadBy(planned, MUCH_LATER, () -> queue.clientsWithDue(List.of(client))))
                .isLessThan(A_FEW);
    }

    private long rowsReadBy(Planned planned, Instant dueAt, Runnable statement) {
        return transaction.execute(taken -> {
            taken.setRollbackOnly();
            switch (planned) {
                case ON_THE_FIRST_DAY -> database.execute("truncate deliveries");
                case AT_A_CALM_HOUR -> {
                    everyoneIsDelivered();
                    database.execute("analyze deliveries");
                }
            }
            IntStream.range(0, RowsRead.UNTIL_PLANNED).forEach(i -> statement.run());
            everyoneIsWanted(4, dueAt);
            return new RowsRead(jdbc, "deliveries").by(statement);
        });
    }

    private void everyoneIsDelivered() {
        jdbc.sql("""
                insert into deliveries (user_id, client_id, wanted, delivered, wanted_since, due_at)
                select id, client_id, 1, 1, created_at, created_at from users where client_id = ?
                """).param(client).update();
    }

    private void everyoneIsWanted(long revision, Instant dueAt) {
        jdbc.sql("""
                insert into deliveries (user_id, client_id, wanted, wanted_since, due_at)
                select id, client_id, ?, created_at, ? from users where client_id = ?
                on conflict (user_id) do update set wanted = excluded.wanted, due_at = excluded.due_at
                """).params(revision, Timestamp.from(dueAt), client).update();
    }
}
