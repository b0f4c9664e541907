package org.resultsrelay.support;

import java.util.Base64;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.security.crypto.keygen.KeyGenerators;

/** Gives each Spring context a database, a consumer group and a data directory of its own on the shared servers. */
class FreshServers implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final String SECRET_KEY =
            Base64.getEncoder().encodeToString(KeyGenerators.secureRandom(32).generateKey());
    private static final AtomicInteger contexts = new AtomicInteger();

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        String name = "test_" + ProcessHandle.current().pid() + "_" + contexts.incrementAndGet();
        TestServers servers = TestServers.chosen();
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "fresh servers",
                        Map.of(
                                "spring.datasource.url",
                                servers.database(name),
                                "spring.datasource.username",
                                servers.user(),
                                "spring.datasource.password",
                                servers.password(),
                                // Spring keeps many contexts, and one server has a hundred connections.
                                "spring.datasource.hikari.minimum-idle",
                                "1",
                                "spring.datasource.hikari.idle-timeout",
                                "10000",
                                "spring.kafka.bootstrap-servers",
                                servers.bootstrapServers(),
                                "spring.kafka.consumer.group-id",
                                name,
                                "relay.secret-key",
                                SECRET_KEY,
                                "relay.recompute.topic",
                                name + ".recompute",
                                "relay.data-dir",
                                "target/test-data/" + name)));
    }
}
