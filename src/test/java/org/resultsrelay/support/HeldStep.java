package org.resultsrelay.support;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Brings the relay to a halt at one exact step of its way, by holding a lock that this step needs, until it is let go. */
public final class HeldStep implements AutoCloseable {

    private final Connection holder;
    private final Connection watcher;

    private HeldStep(Connection holder, Connection watcher) {
        this.holder = holder;
        this.watcher = watcher;
    }

    /** Takes the locks of the given statement in the database under this data directory. */
    public static HeldStep by(Path data, String locking) {
        try {
            HeldStep held = new HeldStep(EmbeddedDatabase.connect(data), EmbeddedDatabase.connect(data));
            held.holder.setAutoCommit(false);
            try (Statement statement = held.holder.createStatement()) {
                statement.execute(locking);
            }
            return held;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns once a statement of the relay that begins like one of these, or any if one is empty, waits for the lock. */
    public HeldStep awaitReached(String... beginnings) {
        await().until(() -> waits(beginnings));
        return this;
    }

    private boolean waits(String... beginnings) throws SQLException {
        try (var query = watcher.prepareStatement("""
                select count(*) from pg_stat_activity
                where wait_event_type = 'Lock' and ltrim(regexp_replace(query, '\\s+', ' ', 'g')) ^@ any (?)
                """)) {
            query.setArray(1, watcher.createArrayOf("text", beginnings));
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getInt(1) > 0;
            }
        }
    }

    /** Lets go, if the server is still there. */
    @Override
    public void close() {
        for (Connection connection : List.of(holder, watcher)) {
            try {
                connection.close();
            } catch (SQLException serverIsGone) {
                // its locks went with it
            }
        }
    }
}
