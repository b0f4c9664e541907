package org.resultsrelay.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.resultsrelay.clients.Clients;
import org.resultsrelay.support.Api;
import org.resultsrelay.support.CountedStatements;
import org.resultsrelay.support.CountedStatements.Statements;
import org.resultsrelay.support.RelayTest;
import org.resultsrelay.support.SettableClock;
import org.resultsrelay.support.StillClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Batches presumed to hold nothing that is stored, and what becomes of those that do. */
@RelayTest
@Import({CountedStatements.class, StillClock.class})
class PresumingIT {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    @Autowired
    ApplicationContext relay;

    @Autowired
    Ledger ledger;

    @Autowired
    Results results;

    @Autowired
    DataSource database;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Statements statements;

    @Autowired
    SettableClock clock;

    private long client;
    private String prefix = "";

    @BeforeEach
    void aClientAndNoObjectionOfLate() {
        Api.admin(relay).put("/api/v1/clients/acme", "{\"name\":\"Acme\",\"endpoint_url\":\"http://localhost:9/\"}");
        client = relay.getBean(Clients.class).find("acme").orElseThrow().id();
        prefix = "p-" + System.nanoTime() + "-";
        clock.advance(Duration.ofSeconds(1));
    }

    private LedgerEntry event(String id, int score) {
        return LedgerEntry.of(client, Submissions.of(prefix + id, prefix + "u", "t", 1, score, NOON, false));
    }

    /** How each batch that is recorded now begins: as if it were new, or with a look. */
    private List<String> beginnings(LedgerEntry... batch) {
        statements.forget();
        ledger.record(List.of(batch));
        return statements.all().stream()
                .flatMap(trip -> trip.endsWith("; commit")
                        ? Stream.of("presumed new")
                        : trip.contains("; select r.client_id, r.event_id") ? Stream.of("looked at") : Stream.empty())
                .toList();
    }

    @Test
    void whatIsNewIsNotLookedFor() {
        assertThat(beginnings(event("1", 10))).containsExactly("presumed new");
        assertThat(beginnings(
                        LedgerEntry.of(client, Submissions.of(prefix + "2", prefix + "u", "t-2", 1, 9, NOON, false))))
                .containsExactly("presumed new");
    }

    @Test
    void whatIsKnownIsLookedAtAfterAllAndForASecondSoIsEverything() {
        ledger.record(List.of(event("1", 10)));
        assertThat(beginnings(event("1", 10))).containsExactly("presumed new", "looked at");
        assertThat(beginnings(event("2", 11))).containsExactly("looked at");
        clock.advance(Duration.ofSeconds(1));
        assertThat(beginnings(event("3", 12))).containsExactly("presumed new", "looked at");
    }

    private LedgerEntry named(String id, String attemptId, int score) {
        return LedgerEntry.of(client, Submissions.named(prefix + id, prefix + "u", "t", attemptId, score, NOON));
    }

    @Test
    void anAttemptWithAnIdIsPresumedToBeTheFirst() {
        assertThat(beginnings(named("1", "a", 10))).containsExactly("presumed new");
        assertThat(beginnings(named("2", "b", 11))).containsExactly("presumed new", "looked at");
        assertThat(beginnings(named("3", "c", 11))).containsExactly("looked at");
        assertThat(beginnings(
                        LedgerEntry.of(client, Submissions.of(prefix + "4", prefix + "u", "t-2", 1, 9, NOON, false))))
                .as("ids cost nothing where there are none")
                .containsExactly("presumed new");
    }

    @Test
    void anObjectionLeavesNothingBehind() {
        ledger.record(List.of(event("1", 10)));
        LedgerEntry stranger =
                LedgerEntry.of(client, Submissions.of(prefix + "1", prefix + "v", "t", 1, 10, NOON, false));
        assertThat(ledger.record(List.of(event("2", 12), stranger)))
                .containsExactly(Receipt.ACCEPTED, Receipt.CONFLICT);
        assertThat(results.user(client, prefix + "u").orElseThrow().revision()).isEqualTo(2);
        assertThat(results.user(client, prefix + "v")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"40P01", "40001"})
    void aBatchThatPostgresEndsForAnothersSakeIsTriedAgain(String state) {
        endTransactions(state, 3);
        try {
            assertThat(beginnings(event("1", 10)))
                    .containsExactly("presumed new", "looked at", "looked at", "looked at");
        } finally {
            jdbc.sql("drop function ended cascade").update();
            jdbc.sql("drop sequence endings").update();
        }
        assertThat(results.user(client, prefix + "u")).as("stored in the end").isPresent();
        assertThat(beginnings(
                        LedgerEntry.of(client, Submissions.of(prefix + "2", prefix + "u", "t-2", 1, 9, NOON, false))))
                .containsExactly("presumed new");
    }

    /** The next ones that store a result, with this code: of a deadlock or of a failure to serialize. */
    private void endTransactions(String state, int transactions) {
        jdbc.sql("create sequence endings").update(); // counts although the transactions are rolled back
        jdbc.sql("""
                create function ended() returns trigger language plpgsql as $$ begin
                if nextval('endings') <= %s then raise exception 'ended for another' using errcode = '%s'; end if;
                return null; end $$
                """.formatted(transactions, state)).update();
        jdbc.sql("create trigger ended after insert on results for each statement execute function ended()")
                .update();
    }

    @Test
    void aBatchComesToTheSameWhetherItIsPresumedNewOrLookedAt() {
        var random = new Random(7);
        for (int round = 0; round < 50; round++) {
            long seed = random.nextLong();
            prefix = "new-" + seed;
            List<Receipt> presumed = ledger.record(batch(seed));
            List<Summary> afterPresuming = summaries();
            prefix = "old-" + seed;
            List<Receipt> looked = new TransactionTemplate(new JdbcTransactionManager(database))
                    .execute(another -> ledger.record(batch(seed)));
            assertThat(presumed).isEqualTo(looked);
            assertThat(afterPresuming)
                    .usingRecursiveFieldByFieldElementComparatorIgnoringFields("userId", "externalId")
                    .isEqualTo(summaries());
        }
    }

    /** Up to a dozen events of three users, with repetitions, regrades, late ones and provisional ones among them. */
    private List<LedgerEntry> batch(long seed) {
        var random = new Random(seed);
        return IntStream.range(0, 1 + random.nextInt(12))
                .mapToObj(n -> random.nextInt(4) == 0 ? named(random) : numbered(random))
                .map(event -> LedgerEntry.of(client, event))
                .toList();
    }

    private Submission numbered(Random random) {
        return Submissions.of(
                prefix + "e" + random.nextInt(40),
                prefix + random.nextInt(3),
                "t" + random.nextInt(2),
                1 + random.nextInt(2),
                random.nextInt(20),
                random.nextInt(4) == 0 ? null : NOON.plusSeconds(random.nextInt(5)),
                random.nextInt(5) == 0);
    }

    private Submission named(Random random) {
        return Submissions.named(
                prefix + "e" + random.nextInt(40),
                prefix + random.nextInt(3),
                "t" + random.nextInt(2),
                "a" + random.nextInt(3),
                random.nextInt(20),
                NOON.plusSeconds(random.nextInt(5)));
    }

    private List<Summary> summaries() {
        return Stream.of(0, 1, 2)
                .flatMap(n -> results.user(client, prefix + n).stream())
                .flatMap(user -> results.summaries(List.of(user.id())).stream())
                .toList();
    }
}
