package org.resultsrelay.support;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.lifecycle.Startables;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** The same two programs out of the images that people deploy; Docker removes them when the test run has ended. */
final class ContainerServers implements TestServers {

    private final PostgreSQLContainer postgres = new PostgreSQLContainer("postgres:18");
    private final KafkaContainer kafka = new KafkaContainer("apache/kafka:4.2.1");

    private ContainerServers() {
        Startables.deepStart(postgres, kafka).join();
    }

    static ContainerServers get() {
        return Holder.SHARED;
    }

    @Override
    public String database(String name) {
        try (Connection connection = DriverManager.getConnection(postgres.getJdbcUrl(), user(), password());
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot make the test database " + name, e);
        }
        return "jdbc:postgresql://%s:%s/%s".formatted(postgres.getHost(), postgres.getFirstMappedPort(), name);
    }

    @Override
    public String user() {
        return postgres.getUsername();
    }

    @Override
    public String password() {
        return postgres.getPassword();
    }

    @Override
    public String bootstrapServers() {
        return kafka.getBootstrapServers();
    }

    private static final class Holder {
        static final ContainerServers SHARED = new ContainerServers();
    }
}
