package org.resultsrelay.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.resultsrelay.clients.Clients;
import org.resultsrelay.support.Api;
import org.resultsrelay.support.RelayTest;
import org.resultsrelay.support.RowsRead;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What the ledger's statements read of a user with thousands of results, planned when there were none at all. */
@RelayTest
class LedgerPlansIT {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final int TESTS = 2_000;
    private static final long A_FEW = 100;

    @Autowired
    ApplicationContext relay;

    @Autowired
    Ledger ledger;

    @Autowired
    Results results;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    DataSource database;

    private long client;

    @BeforeEach
    void aClient() {
        Api.admin(relay).put("/api/v1/clients/acme", "{\"name\":\"Acme\",\"endpoint_url\":\"http://localhost:9/\"}");
        client = relay.getBean(Clients.class).find("acme").orElseThrow().id();
    }

    @Test
    void whatReplacesAUsersResultsReadsTheseAlone() {
        takenBack(() -> {
            jdbc.sql("truncate results").update();
            untilPlanned();
            ledger.record(events("u-diligent", 0, TESTS));
            assertThat(new RowsRead(jdbc, "results").by(() -> ledger.record(events("u-diligent", 1, 8))))
                    .isBetween(8L, A_FEW);
        });
    }

    @Test
    void usersAreFoundByNameHoweverManyThereWereWhenThatWasPlanned() {
        takenBack(() -> IntStream.rangeClosed(0, 40).map(n -> n * 25).forEach(users -> {
            jdbc.sql("truncate users cascade").update();
            ledger.record(oneOfEach(users));
            untilPlanned();
            long before = scansOfOtherIndexes();
            ledger.record(oneOfEach(8));
            assertThat(scansOfOtherIndexes()).as("with %s users", users).isEqualTo(before);
        }));
    }

    @Test
    void anotherAttemptAtATestReadsTheLastOneAlone() {
        takenBack(() -> {
            jdbc.sql("truncate results").update();
            untilPlanned();
            ledger.record(events("u-tireless", 0, 1));
            attemptsUpTo(20_000);
            Submission next = Submissions.of("u-tireless-next", "u-tireless", "t-0", null, 12, NOON, false);
            Submission regraded = Submissions.of("u-tireless-regraded", "u-tireless", "t-0", 7, 13, NOON, false);
            assertThat(new RowsRead(jdbc, "results")
                            .by(() -> ledger.record(
                                    List.of(LedgerEntry.of(client, next), LedgerEntry.of(client, regraded)))))
                    .isBetween(2L, A_FEW);
            assertThat(jdbc.sql("select attempt from results where event_id = 'u-tireless-next'")
                            .query(Integer.class)
                            .single())
                    .isEqualTo(20_001);
            assertThat(jdbc.sql("select count(*) from results where attempt = 7 and not stands")
                            .query(Long.class)
                            .single())
                    .as("attempts that were replaced")
                    .isEqualTo(1);
        });
    }

    /** Planned on the first day, when nobody waited, or at a calm hour, when everybody had what was wanted. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void notingWhatAUserShouldHaveReadsTheBatchsUsersAlone(boolean calm) {
        takenBack(() -> {
            ledger.record(oneOfEach(TESTS));
            jdbc.sql(calm ? "update deliveries set delivered = wanted" : "truncate deliveries")
                    .update();
            jdbc.sql("analyze deliveries").update();
            untilPlanned();
            jdbc.sql("""
                    insert into deliveries (user_id, client_id, wanted, wanted_since, due_at)
                    select id, client_id, revision + 1, created_at, created_at from users
                    on conflict (user_id) do update set wanted = excluded.wanted
                    """).update();
            assertThat(new RowsRead(jdbc, "deliveries").by(() -> ledger.record(oneOfEach(8, 2))))
                    .isBetween(8L, A_FEW);
        });
    }

    /** Of the one result of the user who has one, in that many rows. */
    private void attemptsUpTo(int last) {
        jdbc.sql("""
                insert into results (client_id, user_id, event_id, fingerprint, test_id, attempt, score, max_score, passed,
                    provisional, stands, occurred_at, completed_at, received_at)
                select client_id, user_id, event_id || '-' || n, fingerprint, test_id, n, score, max_score, passed,
                    provisional, stands, occurred_at, completed_at, received_at
                from results, generate_series(2, ?) n where event_id = 'u-tireless-0-0'
                """).param(last).update();
    }

    private void untilPlanned() {
        IntStream.range(0, RowsRead.UNTIL_PLANNED).forEach(i -> ledger.record(events("u-early-" + i, 0, 1)));
    }

    /** Of the users, besides the one by name and the one that foreign keys ask. */
    private long scansOfOtherIndexes() {
        return jdbc.sql("""
                select sum(pg_stat_get_xact_numscans(i.indexrelid)) from pg_index i join pg_class c on c.oid = i.indexrelid
                where i.indrelid = 'users'::regclass and c.relname not in ('users_client_id_external_id_key', 'users_pkey')
                """).query(Long.class).single();
    }

    /** In a transaction that the ledger joins. */
    private void takenBack(Runnable work) {
        new TransactionTemplate(new JdbcTransactionManager(database)).executeWithoutResult(taken -> {
            taken.setRollbackOnly();
            work.run();
        });
        assertThat(results.users(client, 0, 1)).as("taken back").isEmpty();
    }

    private List<LedgerEntry> oneOfEach(int users) {
        return oneOfEach(users, 1);
    }

    private List<LedgerEntry> oneOfEach(int users, int tests) {
        return IntStream.range(0, users)
                .mapToObj(n -> events("somebody-with-a-name-as-long-as-usual-" + n, 1, tests))
                .flatMap(List::stream)
                .toList();
    }

    /** The user's results in that many tests, of that round: each round replaces the one before. */
    private List<LedgerEntry> events(String user, int round, int tests) {
        return IntStream.range(0, tests)
                .mapToObj(test -> Submissions.of(
                        user + "-" + test + "-" + round, user, "t-" + test, 1, 12, NOON.plusSeconds(round), false))
                .map(event -> LedgerEntry.of(client, event))
                .toList();
    }
}
