package org.resultsrelay.database;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Discards all connections of the pool if one of them shows that the others are no better. After a failover or a broken
 * network, new connections lead to where the database is now. The pool calls this for every failed statement.
 */
final class ConnectionEviction implements SQLExceptionOverride {

    /** So that a database that stays read-only or slow is not also flooded with new connections. */
    private static final Duration EVERY = Duration.ofSeconds(5);

    private final HikariDataSource pool;
    private final DatabaseFaults faults;
    private final AtomicLong next =
            new AtomicLong(System.nanoTime()); // not the clock, which follows the database and may jump

    ConnectionEviction(HikariDataSource pool, DatabaseFaults faults) {
        this.pool = pool;
        this.faults = faults;
    }

    @java.lang.Override // the interface has its own Override
    public Override adjudicate(SQLException e) {
        String state = e.getSQLState();
        if (state != null && SqlState.isFault(state)) {
            faults.met(e);
            if (SqlState.isOfEveryConnection(state)) {
                evict();
            }
        }
        return Override.CONTINUE_EVICT;
    }

    private void evict() {
        long now = System.nanoTime();
        long due = next.get();
        HikariPoolMXBean connections = pool.getHikariPoolMXBean();
        if (connections != null && now - due >= 0 && next.compareAndSet(due, now + EVERY.toNanos())) {
            connections.softEvictConnections();
        }
    }
}
