package org.resultsrelay.incidents.trouble;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.text.OneLine;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.stereotype.Component;

/** Asks the database whether it can be used, on a connection of its own, because a pool may hang. */
@Component
public class DatabaseProbe implements DisposableBean {

    private final JdbcConnectionDetails details;
    private @Nullable Connection connection;

    public DatabaseProbe(JdbcConnectionDetails details) {
        this.details = details;
    }

    /** What is wrong; empty if nothing is. Answers within a few seconds. Not thread-safe. */
    public Optional<String> failure() {
        try {
            return answer();
        } catch (SQLException e) {
            destroy(); // perhaps only the connection broke
        }
        try {
            return answer();
        } catch (SQLException e) {
            destroy();
            return Optional.of(OneLine.of(Objects.requireNonNullElse(e.getMessage(), "no reason given")));
        }
    }

    private Optional<String> answer() throws SQLException {
        Connection open = connection == null ? connect() : connection;
        connection = open;
        try (Statement statement = open.createStatement();
                ResultSet row = statement.executeQuery("""
                        select case when pg_is_in_recovery() then 'it answers, but it is a standby and stores nothing'
                                    when current_setting('transaction_read_only') = 'on'
                                    then 'it answers, but it is read-only and stores nothing' end
                        """)) {
            row.next();
            return Optional.ofNullable(row.getString(1));
        }
    }

    private Connection connect() throws SQLException {
        Properties settings = new Properties();
        settings.put("user", Objects.requireNonNullElse(details.getUsername(), ""));
        settings.put("password", Objects.requireNonNullElse(details.getPassword(), ""));
        settings.put("connectTimeout", "2");
        settings.put("loginTimeout", "2");
        settings.put("socketTimeout", "2");
        settings.put("ApplicationName", "results-relay probe");
        Connection made = DriverManager.getConnection(details.getJdbcUrl(), settings);
        made.setNetworkTimeout(Runnable::run, 2_000); // the URL may name another, which would win
        return made;
    }

    @Override
    public void destroy() {
        Connection broken = connection;
        connection = null;
        JdbcUtils.closeConnection(broken);
    }
}
