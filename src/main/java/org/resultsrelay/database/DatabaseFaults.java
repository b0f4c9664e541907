package org.resultsrelay.database;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.stereotype.Component;

/**
 * Notes failures that are the database's own: it is away, read-only, full, or refuses the relay's role. They are
 * neither a defect nor a caller's mistake. The log gets one line for each streak.
 */
@Component
public class DatabaseFaults {

    private static final Logger log = LoggerFactory.getLogger(DatabaseFaults.class);

    /** A streak of faults ends when none has occurred for this long. */
    private static final Duration QUIET = Duration.ofSeconds(10);

    private final Clock clock;
    private @Nullable Streak streak; // guarded by this

    public DatabaseFaults(Clock clock) {
        this.clock = clock;
    }

    /** Successive faults; the newest occurred at {@code last}. */
    public record Streak(Instant since, Instant last, String reason) {}

    /** Whether a fault of the database caused this failure, however it is wrapped. */
    public static boolean areBehind(Throwable failure) {
        return isBehind(failure, DatabaseFaults::isOne);
    }

    /**
     * Whether a working PostgreSQL ended a transaction in favour of others or because it took too long; trying again
     * helps.
     */
    public static boolean isContention(Throwable failure) {
        return isBehind(failure, state -> state != null && SqlState.isContention(state));
    }

    private static boolean isBehind(Throwable failure, Predicate<@Nullable String> state) {
        return Stream.<@Nullable Throwable>iterate(failure, t -> t == null ? null : t.getCause())
                .takeWhile(t -> t != null)
                .anyMatch(t -> t instanceof SQLException sql && state.test(sql.getSQLState()));
    }

    /** For a connection that it has discarded, the pool throws an exception without an error code. */
    private static boolean isOne(@Nullable String state) {
        return state == null || SqlState.isFault(state);
    }

    /** Notes a fault. */
    public synchronized void met(Throwable fault) {
        Instant now = clock.instant();
        String reason = reason(fault);
        Streak before = streak;
        if (before == null || isOver(before, now)) {
            log.warn("The database cannot be used, so senders are asked to try again later (503): {}", reason);
            streak = new Streak(now, now, reason);
        } else {
            streak = new Streak(before.since(), now, reason);
        }
    }

    /** The message of PostgreSQL or the pool, without the statement and the layers around it. */
    public static String reason(Throwable fault) {
        Throwable cause = NestedExceptionUtils.getMostSpecificCause(fault);
        return Objects.requireNonNullElse(cause.getMessage(), cause.toString())
                .lines()
                .findFirst()
                .orElse("no reason given");
    }

    /** The current streak of faults. */
    public synchronized Optional<Streak> lasting() {
        return Optional.ofNullable(streak).filter(current -> !isOver(current, clock.instant()));
    }

    /** The clock follows the database's, which may jump back. The streak's end would then lie ahead by that jump. */
    private static boolean isOver(Streak streak, Instant now) {
        return Duration.between(streak.last(), now).abs().compareTo(QUIET) > 0;
    }
}
