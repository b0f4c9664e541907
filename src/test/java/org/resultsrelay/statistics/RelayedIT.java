package org.resultsrelay.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.resultsrelay.clients.Clients;
import org.resultsrelay.support.ClientStory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What comes of pushes is counted as the administrator would count it. */
class RelayedIT extends ClientStory {

    @Autowired
    private Tally tally;

    @Autowired
    private TallyFlush flush;

    @Autowired
    private Clients clients;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void confirmedAndRefusedSummariesAreCounted() {
        platform.posts("u-1", "t-1", 10);
        await().untilAsserted(() -> assertThat(stateOf("u-1")).isEqualTo("delivered"));
        acme.answers(422);
        platform.posts("u-2", "t-1", 10);
        await().untilAsserted(() -> {
            QuarterHour sum = sum();
            assertThat(sum.relayed()).isOne();
            assertThat(sum.late()).isZero();
            assertThat(sum.refusedOut()).isOne();
        });
    }

    @Test
    void whatComesAfterItsObjectiveIsLate() {
        acme.answers(503);
        platform.posts("u-1", "t-1", 10);
        await().untilAsserted(() -> assertThat(acme.received()).hasSizeGreaterThan(1));
        jdbc.sql("update deliveries set wanted_since = wanted_since - interval '1 day' where client_id = ?")
                .param(id())
                .update();
        acme.accepts();
        await().untilAsserted(() -> assertThat(sum().late()).isOne());
        assertThat(sum().relayed()).isOne();
    }

    private long id() {
        return clients.find(acme.key()).orElseThrow().id();
    }

    private QuarterHour sum() {
        flush.tick();
        return tally.quarterHours(id(), Instant.EPOCH, Instant.now().plusSeconds(1)).stream()
                .reduce((one, other) -> new QuarterHour(
                        one.clientId(),
                        one.start(),
                        one.received() + other.received(),
                        one.refusedIn() + other.refusedIn(),
                        one.relayed() + other.relayed(),
                        one.late() + other.late(),
                        one.refusedOut() + other.refusedOut()))
                .orElseGet(() -> new QuarterHour(id(), Instant.EPOCH, 0, 0, 0, 0, 0));
    }
}
