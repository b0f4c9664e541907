package org.resultsrelay.runtime;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.stereotype.Component;

/** Checks that the relay can work with the configured database, before the first migration touches it. */
@Component
class DatabaseCheck implements FlywayConfigurationCustomizer {

    private static final Pattern URL = Pattern.compile("jdbc:postgresql:[^@?]+(\\?.*)?");
    private static final int ROUNDS = 5; // in any one round others may mask what the pooler does

    @Override
    public void customize(FluentConfiguration configuration) {
        check(Objects.requireNonNull(configuration.getDataSource()));
    }

    /** The URL itself is not shown: it may hold a password. */
    static void requireUrl(String url) {
        if (!URL.matcher(url).matches() || !new Driver().acceptsURL(url)) {
            throw new CannotStart(
                    "SPRING_DATASOURCE_URL is not the URL of a PostgreSQL database.",
                    "Write it as jdbc:postgresql://host:port/database; user and password go into SPRING_DATASOURCE_USERNAME "
                            + "and SPRING_DATASOURCE_PASSWORD.");
        }
    }

    void check(DataSource database) {
        try (Connection one = database.getConnection();
                Connection other = database.getConnection()) {
            requireUtf8(one);
            for (int round = 0; round < ROUNDS; round++) {
                requireSession(one, other);
            }
        } catch (SQLException e) {
            throw unusable(e);
        }
    }

    private static void requireUtf8(Connection connection) throws SQLException {
        String encoding = ask(connection, "show server_encoding");
        if (!encoding.equals("UTF8")) {
            throw new CannotStart(
                    "The database is encoded in %s and cannot hold the text of every language.".formatted(encoding),
                    "Create another, and set SPRING_DATASOURCE_URL to it: "
                            + "create database relay encoding 'UTF8' locale 'C' template template0");
        }
    }

    /**
     * A connection is one server session as long as it lasts. A pooler in transaction mode gives that session to
     * another connection's transaction in between.
     */
    private static void requireSession(Connection one, Connection other) throws SQLException {
        String session = session(one);
        other.setAutoCommit(false);
        boolean taken = session(other).equals(session) || !session(one).equals(session);
        other.commit();
        other.setAutoCommit(true);
        if (taken) {
            throw new CannotStart(
                    "Between the relay and its database is a connection pooler that gives each transaction another session. "
                            + "The relay sets up its sessions and keeps prepared statements in them.",
                    "Set the pooler to session mode (PgBouncer: pool_mode = session), or let SPRING_DATASOURCE_URL name "
                            + "PostgreSQL itself. The relay pools its connections anyway.");
        }
    }

    private static String session(Connection connection) throws SQLException {
        return ask(connection, "select pg_backend_pid()");
    }

    private static String ask(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(sql)) {
            answer.next();
            return answer.getString(1);
        }
    }

    private static String reason(@Nullable Throwable cause) {
        return cause == null ? "" : " (" + cause.getClass().getSimpleName() + ")";
    }

    private static CannotStart unusable(SQLException e) {
        return new CannotStart(
                "The database cannot be used: " + e.getMessage() + reason(e.getCause()),
                "Check that PostgreSQL runs, and that SPRING_DATASOURCE_URL, SPRING_DATASOURCE_USERNAME and "
                        + "SPRING_DATASOURCE_PASSWORD are right.",
                e);
    }
}
