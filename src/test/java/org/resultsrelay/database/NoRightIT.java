package org.resultsrelay.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.Test;
import org.resultsrelay.support.StartFailure;
import org.resultsrelay.support.TestServers;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** A role that may connect and nothing more, as a database that somebody else owns leaves it. */
class NoRightIT {

    @Test
    void aRoleThatMayNotMakeTablesIsToldWhatToGrant() throws SQLException {
        String name = "no_right_" + System.nanoTime();
        String url = TestServers.chosen().database(name);
        run(url, "create role " + name + " login password 'secret'");

        FlywayException refused = catchThrowableOfType(
                FlywayException.class,
                () -> Flyway.configure().dataSource(url, name, "secret").load().migrate());
        FailureAnalysis said = StartFailure.explained(new BeanCreationException("flyway", refused));
        assertThat(said.getDescription()).contains("may not create its tables", "permission denied for schema public");
        assertThat(said.getAction()).contains("alter database");

        run(url, "alter database " + name + " owner to " + name);
        assertThat(Flyway.configure().dataSource(url, name, "secret").load().migrate().success)
                .isTrue();
    }

    private static void run(String url, String sql) throws SQLException {
        TestServers servers = TestServers.chosen();
        try (Connection connection = DriverManager.getConnection(url, servers.user(), servers.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
