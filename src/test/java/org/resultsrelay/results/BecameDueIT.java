package org.resultsrelay.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.resultsrelay.results.LedgerStatements.DueUser;
import org.resultsrelay.support.ClientStory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.springframework.transaction.support.TransactionTemplate;

/** Who is told of is who became due; for whom waits already, or is being pushed, another message would only be work. */
@RecordApplicationEvents
class BecameDueIT extends ClientStory {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    @Autowired
    Ledger ledger;

    @Autowired
    LedgerStatements statements;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ApplicationEvents events;

    private long user;
    private long client;

    @BeforeEach
    void aUserWaits() {
        admin.post("/api/v1/clients/" + acme.key() + "/pause", "{\"reason\":\"so that the user waits\"}");
        platform.posts("u-1", "t-1", 10);
        user = jdbc.sql("select user_id from deliveries join clients c on c.id = client_id where behind and c.key = ?")
                .param(acme.key())
                .query(Long.class)
                .single();
        client = jdbc.sql("select client_id from deliveries where user_id = ?")
                .param(user)
                .query(Long.class)
                .single();
    }

    @Test
    void whoeverWaitsAlreadyIsNotToldOfAgain() {
        assertThat(dueAfterAnotherResult()).isZero();
    }

    @Test
    void whoeverIsBeingPushedIsNotToldOf() {
        change("lease = gen_random_uuid(), due_at = due_at + interval '1 minute'");
        assertThat(dueAfterAnotherResult()).isZero();
    }

    @Test
    void whoeverHadEverythingIsToldOf() {
        change("delivered = wanted");
        assertThat(dueAfterAnotherResult()).isOne();
    }

    @Test
    void whoeverWasSetAsideIsToldOf() {
        change("due_at = '9999-01-01T00:00:00Z'");
        assertThat(dueAfterAnotherResult()).isOne();
    }

    @Test
    void whoeverWaitedInBulkIsToldOf() {
        change("bulk = true");
        assertThat(dueAfterAnotherResult()).isOne();
    }

    @Test
    void whoeverBeganToWaitLessThanTenSecondsBeforeComesAgain() {
        change("delivered = wanted");
        assertThat(comesAgainAfter(Duration.ofSeconds(9))).isTrue();
    }

    @Test
    void whoeverBeganToWaitLongerBeforeDoesNot() {
        change("delivered = wanted");
        assertThat(comesAgainAfter(Duration.ofSeconds(11))).isFalse();
    }

    @Test
    void aNewUserDoesNotComeAgain() {
        Submission first = Submissions.of("first", "u-new", "t-1", 1, 12, NOON, false);
        assertThat(written(first, NOON).again()).isFalse();
    }

    private boolean comesAgainAfter(Duration wait) {
        Timestamp since = jdbc.sql("select wanted_since from deliveries where user_id = ?")
                .param(user)
                .query(Timestamp.class)
                .single();
        Submission another = Submissions.of("another", "u-1", "t-another", 1, 12, NOON, false);
        return written(another, since.toInstant().plus(wait)).again();
    }

    private DueUser written(Submission submission, Instant now) {
        var merge = new BatchMerge();
        merge.judge(LedgerEntry.of(client, submission));
        return Objects.requireNonNull(transaction.execute(status -> statements.write(merge, now)))
                .getFirst();
    }

    private void change(String columns) {
        jdbc.sql("update deliveries set " + columns + " where user_id = ?")
                .param(user)
                .update();
    }

    private long dueAfterAnotherResult() {
        String name = jdbc.sql("select external_id from users where id = ?")
                .param(user)
                .query(String.class)
                .single();
        Submission another = Submissions.of("another of " + name, name, "t-another", 1, 12, NOON, false);
        assertThat(ledger.record(List.of(LedgerEntry.of(client, another)))).containsExactly(Receipt.ACCEPTED);
        return events.stream(BecameDue.class)
                .flatMap(event -> event.userIds().stream())
                .filter(due -> due == user)
                .count();
    }
}
