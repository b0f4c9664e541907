package org.resultsrelay.support;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.springframework.core.env.Environment;

/** Takes the test's database away: it takes no connection and has none, or it takes them and stores nothing. */
public final class DatabaseAway {

    private final String url;
    private final String name;
    private final String user;
    private final String password;

    private DatabaseAway(Environment relay) {
        this.url = relay.getRequiredProperty("spring.datasource.url");
        this.name = url.replaceAll(".*/([^/?]+)(\\?.*)?$", "$1");
        this.user = relay.getRequiredProperty("spring.datasource.username");
        this.password = relay.getRequiredProperty("spring.datasource.password");
    }

    /** It is back afterwards, whatever comes of {@code test}. */
    public static void during(Environment relay, Runnable test) throws SQLException {
        DatabaseAway database = new DatabaseAway(relay);
        database.run("alter database " + database.name + " with allow_connections false");
        try {
            database.endSessions();
            test.run();
        } finally {
            database.run("alter database " + database.name + " with allow_connections true");
        }
    }

    /** As after a failover that has left the relay at the old primary; afterwards only new connections can write. */
    public static void readOnlyDuring(Environment relay, Runnable test) throws SQLException {
        DatabaseAway database = new DatabaseAway(relay);
        database.run("alter database " + database.name + " set default_transaction_read_only = on");
        try {
            database.endSessions();
            test.run();
        } finally {
            database.run("alter database " + database.name + " reset default_transaction_read_only");
        }
    }

    private void endSessions() throws SQLException {
        run("select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + name + "'");
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url.replace(name, "postgres"), user, password);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
