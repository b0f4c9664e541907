package org.resultsrelay.delivery.recompute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.resultsrelay.support.ClientStory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.test.context.TestPropertySource;

/** A record that nobody can read does not hold up its partition. */
@TestPropertySource(
        properties = {"relay.recompute.partitions=1", "relay.delivery.sweep-every=1h"}) // so only Kafka can tell
@Import(PoisonedRecordIT.OnceBroken.class)
class PoisonedRecordIT extends ClientStory {

    @Autowired
    KafkaTemplate<String, byte[]> kafka;

    @Autowired
    RecomputeProperties properties;

    @Autowired
    JdbcTemplate database;

    @Test
    void aPoisonedRecordGoesToQuarantineAndTheNextOneIsTaken() throws ExecutionException, InterruptedException {
        for (String poison : List.of("not json", "[]", "{\"client_id\":\"x\"}", "")) {
            kafka.send(properties.topic(), "1", poison.getBytes(StandardCharsets.UTF_8))
                    .get();
        }
        kafka.send(properties.topic(), "1", null).get();
        platform.posts("u-1", "t-1", 10);
        acme.awaits("u-1", 1);
        await().untilAsserted(() ->
                assertThat(reasons().count()).isEqualTo(4)); // the empty one and the one without a value are the same
        assertThat(reasons()).allMatch(reason -> reason.contains("is no recompute message"));
    }

    @Test
    void theListenerGoesOnAfterAnError() {
        thrownOnce.set(new StackOverflowError());
        platform.posts("u-2", "t-1", 10);
        acme.awaits("u-2", 1);
        assertThat(thrownOnce.get()).isNull();
    }

    private static final AtomicReference<@Nullable Error> thrownOnce = new AtomicReference<>();

    /** Looks at nobody once, the way a full memory or a missing class would have it. */
    @TestConfiguration(proxyBeanMethods = false)
    static class OnceBroken {

        @Bean
        @Primary
        RecomputeHandler onceBroken(@Qualifier("lanes") RecomputeHandler lanes) {
            return new RecomputeHandler() {
                @Override
                public void look(long clientId, Collection<Long> userIds) {
                    Error error = thrownOnce.getAndSet(null);
                    if (error != null) {
                        throw error;
                    }
                    lanes.look(clientId, userIds);
                }

                @Override
                public void lookInDatabase(long clientId) {
                    lanes.lookInDatabase(clientId);
                }
            };
        }
    }

    private Stream<String> reasons() {
        return database
                .query("select reason from quarantine where source = 'recompute'", (row, n) -> row.getString(1))
                .stream();
    }
}
