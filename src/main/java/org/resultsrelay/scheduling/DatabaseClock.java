package org.resultsrelay.scheduling;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Shows the database's time, so that all relays use one clock, whatever their hosts' clocks say. It asks every two
 * seconds. In between, and while the database is away, it follows the monotonic clock, which setting the host's clock
 * does not move.
 */
public class DatabaseClock extends Clock implements Tick, SmartInitializingSingleton {

    private static final Logger log = LoggerFactory.getLogger(DatabaseClock.class);
    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final Duration TOLERATED = Duration.ofSeconds(2);
    private static final Duration TOLD_AGAIN_AFTER = Duration.ofMinutes(5);
    private static final int QUESTIONS = 3; // the quickest answer is the most exact
    private static final long MICRO = 1_000;

    private final Supplier<JdbcTemplate> database;
    private final Clock host;
    private volatile long offset; // from System.nanoTime() to the database's time, in nanoseconds
    private long tellAt = System.nanoTime(); // only the tick uses it

    /** Shows the host's time until it has asked for the first time. */
    public DatabaseClock(Supplier<JdbcTemplate> database, Clock host) {
        this.database = database;
        this.host = host;
        this.offset = nanos(host.instant()) - System.nanoTime();
    }

    /** Before anything visible runs, and not earlier, because the connection pool uses the clock too. */
    @Override
    public void afterSingletonsInstantiated() {
        ask();
    }

    /** In microseconds, as PostgreSQL stores it, so that a time is the same before and after it was stored. */
    @Override
    public Instant instant() {
        long micros = Math.floorDiv(System.nanoTime() + offset, MICRO);
        long second = TimeUnit.SECONDS.toMicros(1);
        return Instant.ofEpochSecond(Math.floorDiv(micros, second), Math.floorMod(micros, second) * MICRO);
    }

    @Override
    public int tick() {
        ask();
        Duration ahead = Duration.between(instant(), host.instant());
        if (ahead.abs().compareTo(TOLERATED) > 0 && System.nanoTime() - tellAt >= 0) {
            tellAt = System.nanoTime() + TOLD_AGAIN_AFTER.toNanos();
            log.error(skew(ahead));
        }
        return 0;
    }

    private void ask() {
        for (int question = 0; question < QUESTIONS; question++) {
            database.get().execute((ConnectionCallback<Boolean>) this::ask);
        }
    }

    /** The answer was made between question and arrival, so the offset moves only as far as that proves it wrong. */
    private boolean ask(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            long asked = System.nanoTime();
            long told = time(statement);
            long heard = System.nanoTime();
            offset = Math.clamp(offset, told - heard, told - asked);
            return true;
        }
    }

    private static long time(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("select clock_timestamp()")) {
            row.next();
            return nanos(row.getObject(1, OffsetDateTime.class).toInstant());
        }
    }

    private static long nanos(Instant time) {
        return TimeUnit.SECONDS.toNanos(time.getEpochSecond()) + time.getNano();
    }

    /** One whole text, because the alert about internal errors shows only a message's pattern. */
    private static String skew(Duration ahead) {
        return String.format(
                        Locale.ROOT,
                        "The clock of host %s is %d s %s the database's. Pushes go by the database's clock and are not"
                                + " affected. ",
                        hostName(),
                        ahead.abs().toSeconds(),
                        ahead.isNegative() ? "behind" : "ahead of")
                + "Check on both hosts that NTP runs (timedatectl): the one that is wrong misdates its logs, and if it is the "
                + "database's, client companies may refuse pushes as too old or too new.";
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "(its name is unknown: " + e.getMessage() + ")";
        }
    }

    @Override
    public Duration every() {
        return EVERY;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("The relay keeps instants; zones belong to texts");
    }
}
