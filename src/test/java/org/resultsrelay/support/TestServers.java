package org.resultsrelay.support;

import org.resultsrelay.runtime.SharedServers;

/** A PostgreSQL and a Kafka for a whole test run: the product's own, or containers where the run asks for them. */
public interface TestServers {

    /** Run with {@code -Drelay.test.servers=testcontainers} for the second kind. */
    static boolean inContainers() {
        return "testcontainers".equals(System.getProperty("relay.test.servers"));
    }

    static TestServers chosen() {
        return inContainers() ? ContainerServers.get() : SharedServers.get();
    }

    /** Makes the database and answers its URL. */
    String database(String name);

    String user();

    String password();

    String bootstrapServers();
}
