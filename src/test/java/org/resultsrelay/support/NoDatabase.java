package org.resultsrelay.support;

import org.resultsrelay.runtime.FreePort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Where a database should be nothing listens. */
public final class NoDatabase {

    private NoDatabase() {}

    public static JdbcClient client() {
        return JdbcClient.create(
                new DriverManagerDataSource("jdbc:postgresql://127.0.0.1:" + FreePort.onLoopback() + "/none"));
    }
}
