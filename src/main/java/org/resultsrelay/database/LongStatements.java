package org.resultsrelay.database;

import java.sql.Connection;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Allows more time to statements that read or write all users of a company. All others must finish within the pool's
 * {@code socketTimeout}, which tells a dead connection from a slow one.
 */
@Component
public class LongStatements {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;

    LongStatements(JdbcTemplate jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Runs them in the caller's transaction, or in their own. */
    public <T extends @Nullable Object> T run(Supplier<T> statements) {
        return transaction.execute(status -> {
            allow();
            return statements.get();
        });
    }

    /** Allows them in the current transaction until it ends; the pool then restores the usual time. */
    public void allow() {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("Long statements need a transaction, whose end is the end of their time");
        }
        jdbc.execute((Connection connection) -> {
            connection.setNetworkTimeout(Runnable::run, Math.toIntExact(PATIENCE.toMillis()));
            return PATIENCE;
        });
    }
}
