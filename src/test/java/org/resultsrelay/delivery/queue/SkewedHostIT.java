package org.resultsrelay.delivery.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.resultsrelay.database.LongStatements;
import org.resultsrelay.scheduling.DatabaseClock;
import org.resultsrelay.support.ClientStory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two relays over one database, on hosts whose clocks differ by a minute: a user is pushed by one of them at a time. */
class SkewedHostIT extends ClientStory {

    private static final Duration LEASE = Duration.ofSeconds(40);

    @Autowired
    LongStatements longOnes;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    JdbcTemplate connections;

    private Queue relay(Duration ahead) {
        DatabaseClock clock = new DatabaseClock(() -> connections, Clock.offset(Clock.systemUTC(), ahead));
        clock.afterSingletonsInstantiated();
        return new Queue(jdbc, longOnes, clock);
    }

    @Test
    void aRelayWhoseHostIsAMinuteAheadClaimsNobodyWhomAnotherPushes() {
        admin.post("/api/v1/clients/" + acme.key() + "/pause", "{\"reason\":\"so that the user waits\"}");
        platform.posts("u-1", "t-1", 10);
        long client = id("select id from clients where key = ?");
        long user = id("select user_id from deliveries join clients c on c.id = client_id where c.key = ?");
        List<Claimed> claimed = relay(Duration.ZERO).claim(client, List.of(user), LEASE);
        assertThat(claimed).extracting(Claimed::userId).containsExactly(user);
        Queue ahead = relay(Duration.ofMinutes(1));
        assertThat(ahead.claim(client, List.of(user), LEASE)).isEmpty();
        assertThat(ahead.claimOldest(client, 1, Duration.ZERO, LEASE)).isEmpty();
        assertThat(ahead.claimProbe(client, LEASE)).isEmpty();
    }

    private long id(String query) {
        return jdbc.sql(query).param(acme.key()).query(Long.class).list().getFirst();
    }
}
