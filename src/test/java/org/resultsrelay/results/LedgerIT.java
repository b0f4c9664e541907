package org.resultsrelay.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.resultsrelay.clients.Clients;
import org.resultsrelay.support.Api;
import org.resultsrelay.support.RelayTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The ledger on a real PostgreSQL. */
@RelayTest
class LedgerIT {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    @Autowired
    ApplicationContext relay;

    @Autowired
    Results results;

    @Autowired
    JdbcTemplate database;

    @Autowired
    PlatformTransactionManager transactions;

    private long client;
    private String user = "";

    @BeforeEach
    void aClient() {
        Api.admin(relay).put("/api/v1/clients/acme", "{\"name\":\"Acme\",\"endpoint_url\":\"http://localhost:9/\"}");
        client = relay.getBean(Clients.class).find("acme").orElseThrow().id();
        user = "u-" + System.nanoTime();
    }

    private Receipt store(Submission submission) {
        return results.store(client, List.of(submission)).getFirst();
    }

    private Submission event(String id, String test, @Nullable Integer attempt, int score, Instant at) {
        return Submissions.of(user + id, user, test, attempt, score, at, false);
    }

    private Summary summary() {
        User known = results.user(client, user).orElseThrow();
        return results.summaries(List.of(known.id())).getFirst();
    }

    @Test
    void theRevisionCountsChangesAndNothingElse() {
        assertThat(store(event("1", "t", 1, 10, NOON))).isEqualTo(Receipt.ACCEPTED);
        assertThat(store(event("1", "t", 1, 10, NOON))).isEqualTo(Receipt.DUPLICATE);
        assertThat(store(event("1", "t", 1, 11, NOON))).isEqualTo(Receipt.CONFLICT);
        assertThat(store(event("2", "t", 1, 10, NOON.plusSeconds(1)))).isEqualTo(Receipt.ACCEPTED);
        assertThat(store(event("3", "t", 1, 9, NOON.minusSeconds(1)))).isEqualTo(Receipt.ACCEPTED);
        assertThat(summary().revision()).isEqualTo(1);
        store(event("4", "t", 1, 12, NOON.plusSeconds(2)));
        assertThat(summary().revision()).isEqualTo(2);
        assertThat(summary().totals().score()).isEqualByComparingTo("12");
    }

    @Test
    void aUserWhoseOnlyEventIsRefusedIsNotKept() {
        store(event("1", "t", 1, 10, NOON));
        String first = user;
        user = user + "-other";
        Submission taken = Submissions.of(first + "1", user, "t", 1, 10, NOON, false);
        assertThat(store(taken)).isEqualTo(Receipt.CONFLICT);
        assertThat(results.user(client, user)).isEmpty();
    }

    @Test
    void attemptsAreNumberedInOrderOfArrivalAcrossBatches() {
        results.store(client, List.of(event("1", "t", null, 10, NOON), event("2", "t", null, 11, NOON)));
        store(event("3", "t", null, 12, NOON));
        assertThat(summary().tests().getFirst().attempts()).isEqualTo(3);
    }

    @Test
    void theNextAttemptFollowsTheHighestThatIsStored() {
        store(event("1", "t", 2, 10, NOON));
        store(event("2", "t", null, 11, NOON));
        long id = results.user(client, user).orElseThrow().id();
        assertThat(results.events(id, 2)).extracting(Result::attempt).containsExactly(3, 2);
    }

    private Submission named(String id, String attemptId, int score, Instant at) {
        return Submissions.named(user + id, user, "t", attemptId, score, at);
    }

    private List<Result> newest(int limit) {
        return results.events(results.user(client, user).orElseThrow().id(), limit);
    }

    @Test
    void attemptIdsAreNumberedInOrderOfArrivalAndKeepTheirNumbers() {
        store(named("1", "later", 10, NOON.plusSeconds(60)));
        store(named("2", "earlier", 11, NOON));
        store(named("3", "earlier", 12, NOON.plusSeconds(1)));
        store(named("4", "later", 13, NOON.plusSeconds(61)));
        assertThat(newest(4)).extracting(Result::attempt).containsExactly(1, 2, 2, 1);
        assertThat(newest(4)).extracting(Result::stands).containsExactly(true, true, false, false);
        assertThat(summary().tests().getFirst().attempts()).isEqualTo(2);
        assertThat(summary().revision()).isEqualTo(4);
    }

    @Test
    void theSameAttemptIdAgainIsTheSameAttempt() {
        assertThat(store(named("1", "a", 10, NOON))).isEqualTo(Receipt.ACCEPTED);
        assertThat(store(named("1", "a", 10, NOON))).isEqualTo(Receipt.DUPLICATE);
        assertThat(store(named("1", "b", 10, NOON))).isEqualTo(Receipt.CONFLICT);
        assertThat(store(named("2", "a", 10, NOON.plusSeconds(1)))).isEqualTo(Receipt.ACCEPTED);
        assertThat(summary().revision()).isEqualTo(1);
        store(named("3", "a", 15, NOON.plusSeconds(2)));
        store(named("4", "a", 3, NOON.minusSeconds(1)));
        assertThat(summary().revision()).isEqualTo(2);
        assertThat(summary().totals().score()).isEqualByComparingTo("15");
        assertThat(summary().tests().getFirst().attempts()).isEqualTo(1);
    }

    @Test
    void attemptIdsOfOneBatchAreNumberedToo() {
        results.store(
                client,
                List.of(
                        named("1", "a", 10, NOON),
                        named("2", "b", 11, NOON),
                        named("3", "a", 12, NOON.plusSeconds(1)),
                        event("4", "t", null, 5, NOON)));
        assertThat(newest(4)).extracting(Result::attempt).containsExactly(3, 1, 2, 1);
    }

    @Test
    void anAttemptIdFollowsWhatIsNumberedAndIsFoundAfterANumberedRegrade() {
        store(event("1", "t", 4, 10, NOON));
        store(event("2", "t", 1, 10, NOON));
        store(named("3", "a", 11, NOON));
        store(event("4", "t", 5, 12, NOON.plusSeconds(1)));
        store(named("5", "a", 13, NOON.plusSeconds(2)));
        assertThat(newest(3)).extracting(Result::attempt).containsExactly(5, 5, 5);
        assertThat(newest(3)).extracting(Result::stands).containsExactly(true, false, false);
    }

    @Test
    void attemptIdsAtOnceGetOneNumberEach() {
        for (int round = 0; round < 10; round++) {
            user = "u-" + System.nanoTime();
            List<CompletableFuture<Receipt>> all = IntStream.range(0, 6)
                    .mapToObj(n -> named("e" + n, "a" + n % 2, 10 + n, NOON.plusSeconds(n)))
                    .map(one -> CompletableFuture.supplyAsync(
                            () -> store(one), task -> Thread.ofVirtual().start(task)))
                    .toList();
            assertThat(all.stream().map(CompletableFuture::join)).containsOnly(Receipt.ACCEPTED);
            assertThat(newest(6).stream().filter(Result::stands).map(Result::attempt))
                    .containsExactlyInAnyOrder(1, 2);
            assertThat(summary().totals().score()).isEqualByComparingTo("15");
        }
    }

    @Test
    void manyAtOnceForFewUsersLoseNothing() {
        List<CompletableFuture<Receipt>> all = new ArrayList<>();
        for (int n = 0; n < 400; n++) {
            Submission one = Submissions.of(user + "e" + n, user + n % 4, "t" + n, 1, 10, NOON, false);
            all.add(CompletableFuture.supplyAsync(
                    () -> store(one), task -> Thread.ofVirtual().start(task)));
        }
        assertThat(all.stream().map(CompletableFuture::join)).containsOnly(Receipt.ACCEPTED);
        IntStream.range(0, 4).forEach(n -> {
            User known = results.user(client, user + n).orElseThrow();
            assertThat(results.summaries(List.of(known.id()))
                            .getFirst()
                            .totals()
                            .testsCompleted())
                    .isEqualTo(100);
        });
    }

    @Test
    void theSameEventIdForTwoUsersAtOnceIsTakenOnce() {
        for (int round = 0; round < 20; round++) {
            String id = user + "race" + round;
            List<CompletableFuture<Receipt>> both = IntStream.range(0, 2)
                    .mapToObj(n -> Submissions.of(id, user + "r" + n, "t", 1, 10, NOON, false))
                    .map(one -> CompletableFuture.supplyAsync(
                            () -> store(one), task -> Thread.ofVirtual().start(task)))
                    .toList();
            assertThat(both.stream().map(CompletableFuture::join))
                    .containsExactlyInAnyOrder(Receipt.ACCEPTED, Receipt.CONFLICT);
        }
    }

    @Test
    void theTotalsOfAHundredResultsTakeOneIndexedStatement() {
        results.store(
                client,
                IntStream.range(0, 100)
                        .mapToObj(n -> event("h" + n, "t" + n, 1, 10, NOON))
                        .toList());
        long id = results.user(client, user).orElseThrow().id();
        List<String> plan = plan(id);
        assertThat(String.join("\n", plan)).contains("results_standing").doesNotContain("Seq Scan");
        assertThat(summary().totals().testsCompleted()).isEqualTo(100);
    }

    /** A small table would be read whole however good its index, so the planner is told to spare no index. */
    private List<String> plan(long id) {
        return new TransactionTemplate(transactions).execute(status -> {
            database.execute("set local enable_seqscan = off");
            return database.queryForList(
                    "explain select r.* from users u left join results r on r.user_id = u.id and r.stands where u.id = any(array["
                            + id + "])",
                    String.class);
        });
    }

    @Test
    void theNewestEventsOfAUserAreListedFirstWhetherOrNotTheyStand() {
        store(event("1", "t", 1, 10, NOON));
        store(event("2", "t", 1, 11, NOON.plusSeconds(1)));
        store(event("3", "u", 1, 12, NOON.plusSeconds(2)));
        long id = results.user(client, user).orElseThrow().id();
        assertThat(results.events(id, 100))
                .extracting(Result::eventId)
                .containsExactly(user + "3", user + "2", user + "1");
        assertThat(results.events(id, 100)).extracting(Result::stands).containsExactly(true, true, false);
        assertThat(results.events(id, 2)).hasSize(2);
    }

    @Test
    void theEventsOfAUserAreFoundByTheUser() {
        String plan = String.join(
                "\n",
                database.query(
                        "explain " + Events.NEWEST.replace(":userId", "1").replace(":limit", "100"),
                        (row, n) -> row.getString(1)));
        assertThat(plan).contains("results_standing", "results_replaced").doesNotContain("results_pkey");
    }
}
