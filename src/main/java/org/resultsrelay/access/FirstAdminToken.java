package org.resultsrelay.access;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import org.resultsrelay.runtime.DataDirectory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The token with which everything else is created: RELAY_ADMIN_TOKEN or, without it, the one in this data directory.
 * One of them is valid at a time, so setting another revokes the earlier one.
 */
@Component
class FirstAdminToken implements SmartInitializingSingleton {

    static final String FILE = "admin-token";

    private static final Logger log = LoggerFactory.getLogger(FirstAdminToken.class);

    private final AccessProperties properties;
    private final DataDirectory directory;
    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final Clock clock;

    FirstAdminToken(
            AccessProperties properties,
            DataDirectory directory,
            JdbcClient jdbc,
            TransactionOperations transactions,
            Clock clock) {
        this.properties = properties;
        this.directory = directory;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public void afterSingletonsInstantiated() {
        transactions.executeWithoutResult(transaction -> settle());
    }

    private void settle() {
        awaitTurn();
        Optional<String> chosen = properties.chosenAdminToken().or(() -> directory.find(FILE));
        if (chosen.isPresent()) {
            keep(new BearerToken(chosen.get()));
        } else if (!exists()) {
            keep(new BearerToken(
                    directory.secret(FILE, () -> BearerToken.random().value())));
            log.info(
                    "Created the first admin token. It is in {}",
                    directory.dataDir().resolve(FILE));
        }
    }

    /** If relays start on one database at once, one creates the token and the others find it. */
    private void awaitTurn() {
        jdbc.sql("select pg_advisory_xact_lock(725107)")
                .query((row, number) -> 1)
                .single();
    }

    private boolean exists() {
        return jdbc.sql("select exists (select from access_tokens where first_admin)")
                .query(Boolean.class)
                .single();
    }

    private void keep(BearerToken token) {
        jdbc.sql("""
                insert into access_tokens (name, scope, token_hash, created_at, first_admin)
                values ('first admin token', 'ADMIN', :hash, :now, true)
                on conflict (first_admin) where first_admin
                do update set token_hash = excluded.token_hash, created_at = excluded.created_at
                where access_tokens.token_hash <> excluded.token_hash
                """)
                .param("hash", token.hash())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }
}
