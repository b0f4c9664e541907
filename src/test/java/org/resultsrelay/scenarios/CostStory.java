package org.resultsrelay.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.resultsrelay.support.ClientStory;
import org.resultsrelay.support.CountedStatements;
import org.resultsrelay.support.CountedStatements.Statements;
import org.resultsrelay.support.Platform;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** What a webhook costs in trips to the database and statements, from its arrival until the client company's confirmation is written down. */
@Import(CountedStatements.class)
@TestPropertySource(properties = "relay.delivery.sweep-every=1h")
class CostStory extends ClientStory {

    private static final String STORED = String.join(
            Statements.AND,
            "with raised as ( insert into users (clie",
            "insert into results (client_id, user_id,",
            "commit");
    private static final String LOCK_AND_LOOK = String.join(
            Statements.AND,
            "insert into users (client_id, external_i",
            "select r.client_id, r.event_id, r.finger",
            "select r.id, u.client_id, u.external_id,");
    private static final String RETIRED = "update results set stands = false where ";
    private static final String WRITTEN = String.join(
            Statements.AND, "with raised as ( insert into users (clie", "insert into results (client_id, user_id,");
    private static final String CLAIM = "with due as (select user_id, due_at from";
    private static final String SUMMARIES = "select u.id, u.external_id, coalesce(e.e";
    private static final String SETTLED = "with pushed as ( select * from unnest(?,";

    @Autowired
    Statements statements;

    @BeforeEach
    void theRelayKnowsTheTokenAndTheUserAndHasForgottenObjections() {
        statements.forget();
        platform.posts("u-1", "t-1", 10);
        awaitSettled();
        await().untilAsserted(() -> {
            statements.forget();
            platform.posts("u-1", "before-" + System.nanoTime(), 10);
            awaitSettled();
            assertThat(statements.all()).contains(STORED);
        });
        statements.forget();
    }

    @Test
    void aResultTakesOneTripToTheDatabaseAndItsPushThree() {
        platform.posts("u-1", "t-2", 10);
        awaitSettled();
        assertThat(statements.all()).containsExactly(STORED, CLAIM, SUMMARIES, SETTLED);
    }

    @Test
    void theFirstResultOfAUserTakesNoMore() {
        platform.posts("u-2", "t-1", 10);
        awaitSettled();
        assertThat(statements.all()).containsExactly(STORED, CLAIM, SUMMARIES, SETTLED);
    }

    @Test
    void fiveHundredInAnArrayTakeNoMoreThanOne() {
        String events = IntStream.range(0, 500)
                .mapToObj(i -> Platform.event("e-" + i, "u-" + i % 250, "many-" + i / 250, 10))
                .collect(Collectors.joining(",", "[", "]"));
        assertThat(platform.sends(events).status()).isEqualTo(202);
        assertThat(statements.all())
                .filteredOn(statement -> !List.of(CLAIM, SUMMARIES, SETTLED).contains(statement))
                .containsExactly(STORED);
        await().untilAsserted(this::nobodyWaits); // or their pushes are counted with the next test's
    }

    @Test
    void aResultThatReplacesAnotherTakesThreeMore() {
        platform.posts("u-1", "t-1", 11);
        awaitSettled();
        assertThat(statements.all())
                .containsExactly(STORED, LOCK_AND_LOOK, RETIRED, WRITTEN, CLAIM, SUMMARIES, SETTLED);
    }

    private void awaitSettled() {
        await().untilAsserted(() -> assertThat(statements.all()).contains(SETTLED));
    }
}
