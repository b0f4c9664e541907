package org.resultsrelay.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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
    private static final int USERS = 2_000;
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
        Api.admin(relay).put("/api/v1/clients/acme", "{\"name\":\"Acme\",\"endpoint_url\":\"http://192.0.2.1/\"}");
        client = relay.getBean(Clients.class).find("acme").orElseThrow().id();
    }

    @Test
    void whatReplacesAUsersResultsReadsTheseAlone() {
        long read =
                readOf("results", "truncate results", () -> events("u-diligent", 0, TESTS), events("u-diligent", 1, 8));
        assertThat(read).isBetween(8L, A_FEW);
    }

    @Test
    void whatAddsResultsReadsTheirUsersAlone() {
        long read = readOf("users", "truncate users cascade", this::oneOfEachUser, events("u-7", 0, 8));
        assertThat(read).isBetween(8L, A_FEW);
    }

    /** How many of the table's rows are read for the entries, by plans from when it was empty, now that it holds those before. */
    private long readOf(String table, String emptied, Supplier<List<Entry>> before, List<Entry> entries) {
        var transaction =
                new TransactionTemplate(new JdbcTransactionManager(database)); // the ledger joins no other kind
        Long read = transaction.execute(taken -> {
            taken.setRollbackOnly();
            jdbc.sql(emptied).update();
            IntStream.range(0, RowsRead.UNTIL_PLANNED).forEach(i -> ledger.record(events("u-early-" + i, 0, 1)));
            ledger.record(before.get());
            return new RowsRead(jdbc, table).by(() -> ledger.record(entries));
        });
        assertThat(results.users(client, 0, 1)).as("taken back").isEmpty();
        return read;
    }

    private List<Entry> oneOfEachUser() {
        return IntStream.range(0, USERS)
                .mapToObj(n -> events("u-" + n, 1, 1))
                .flatMap(List::stream)
                .toList();
    }

    /** The user's results in that many tests, of that round: each round replaces the one before. */
    private List<Entry> events(String user, int round, int tests) {
        return IntStream.range(0, tests)
                .mapToObj(test -> Submissions.of(
                        user + "-" + test + "-" + round, user, "t-" + test, 1, 12, NOON.plusSeconds(round), false))
                .map(event -> Entry.of(client, event))
                .toList();
    }
}
