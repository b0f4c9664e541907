package org.resultsrelay.runtime;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The relay's own servers, as many of the two as it needs: started side by side, and stopped one after the other. They
 * may be closed at any time, before and during their start, and more than once.
 */
class EmbeddedServers implements AutoCloseable {

    private final @Nullable DataDirectoryLock lock;
    private final @Nullable Starting<PostgresWatch> postgres;
    private final @Nullable Starting<EmbeddedKafka> kafka;

    EmbeddedServers(DataDirectory data, Path binaries, boolean withPostgres, boolean withKafka) {
        lock = withPostgres || withKafka ? DataDirectoryLock.take(data) : null;
        postgres = withPostgres ? new Starting<>("postgres", () -> startPostgres(data, binaries)) : null;
        kafka = withKafka ? new Starting<>("kafka", () -> startKafka(data)) : null;
    }

    EmbeddedServers start() {
        if (postgres != null) {
            postgres.begin();
        }
        if (kafka != null) {
            kafka.begin();
        }
        return this;
    }

    EmbeddedPostgres postgres() {
        if (postgres == null) {
            throw new IllegalStateException("PostgreSQL is not one of the relay's own servers here");
        }
        return postgres.server().postgres();
    }

    EmbeddedKafka kafka() {
        if (kafka == null) {
            throw new IllegalStateException("Kafka is not one of the relay's own servers here");
        }
        return kafka.server();
    }

    private static PostgresWatch startPostgres(DataDirectory data, Path binaries) throws InterruptedException {
        try {
            PostgresWatch watch =
                    new PostgresWatch(new EmbeddedPostgres(data, PostgresBinaries.unpackedUnder(binaries)));
            watch.start();
            return watch;
        } catch (IOException | SQLException e) {
            throw new CannotStart(
                    "The embedded PostgreSQL does not start: " + e.getMessage(),
                    "%s may say more. As root it needs a system that allows user namespaces: otherwise start the relay as "
                                    .formatted(data.file("postgres.log"))
                            + "another user. Or set SPRING_DATASOURCE_URL to a PostgreSQL of your own.",
                    e);
        }
    }

    private static EmbeddedKafka startKafka(DataDirectory data) {
        KafkaFaults.stopTheRelayInOrder();
        EmbeddedKafka server = new EmbeddedKafka(data);
        try {
            server.start();
            return server;
        } catch (CannotStart e) {
            throw e;
        } catch (Exception e) { // Kafka throws checked exceptions that it does not declare
            throw new CannotStart(
                    "The embedded Kafka does not start: " + e.getMessage(),
                    "Check that there is free space in %s, or set SPRING_KAFKA_BOOTSTRAP_SERVERS to a Kafka of your own."
                            .formatted(data.dataDir()),
                    e);
        }
    }

    @Override
    public synchronized void close() {
        if (kafka != null) {
            kafka.stop();
        }
        if (postgres != null) {
            postgres.stop();
        }
        if (lock != null) {
            lock.close();
        }
    }
}
