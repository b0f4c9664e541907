package org.resultsrelay.delivery.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.resultsrelay.clients.Client;
import org.resultsrelay.clients.Clients;
import org.resultsrelay.delivery.queue.Attempt;
import org.resultsrelay.delivery.queue.Claimed;
import org.resultsrelay.delivery.queue.Queue;
import org.resultsrelay.results.Results;
import org.resultsrelay.support.ClientStory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** A company has answered, and the database cannot be asked whether it still has that endpoint. */
class UnaskableIT extends ClientStory {

    @Autowired
    Clients clients;

    @Autowired
    Queue queue;

    @Autowired
    Results results;

    @Autowired
    Delivery delivery;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TransactionTemplate transaction;

    private DueDelivery due;

    @BeforeEach
    void aUserIsClaimed() {
        admin.post("/api/v1/clients/" + acme.key() + "/pause", "{\"reason\":\"so that the test pushes\"}");
        platform.posts("u-1", "t-1", 10);
        Client client = clients.find(acme.key()).orElseThrow();
        Long user = jdbc.queryForList("select user_id from deliveries where client_id = ?", Long.class, client.id())
                .getFirst();
        Claimed claimed =
                queue.claim(client.id(), List.of(user), Duration.ofMinutes(1)).getFirst();
        due = new DueDelivery(
                client, claimed, results.summariesInBounds(List.of(user)).getFirst());
    }

    @Test
    void aFailureIsLeftToTheEndOfTheLease() {
        acme.answers(422);
        assertThat(attemptInABrokenTransaction()).isEmpty();
        assertThat(acme.received("u-1")).hasSize(1);
    }

    @Test
    void aConfirmationIsSettledWithoutAsking() {
        assertThat(attemptInABrokenTransaction()).hasSize(1);
    }

    /** All that it asks of the database fails. */
    private List<Attempt> attemptInABrokenTransaction() {
        return transaction.execute(status -> {
            status.setRollbackOnly();
            assertThatThrownBy(() -> jdbc.execute("select 1 / 0")).isInstanceOf(DataAccessException.class);
            return delivery.attempt(List.of(due));
        });
    }
}
