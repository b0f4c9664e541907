package org.resultsrelay.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.resultsrelay.support.AlertTest;
import org.resultsrelay.support.SettableClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.Environment;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** The database's time, on hosts that show another. */
@AlertTest
@ExtendWith(OutputCaptureExtension.class)
class DatabaseClockIT {

    private static final Duration NEARLY = Duration.ofSeconds(5);

    @Autowired
    DataSource database;

    @Autowired
    Environment settings;

    private Instant atTheDatabase() {
        return new JdbcTemplate(database)
                .query(
                        "select clock_timestamp()",
                        (row, n) -> row.getObject(1, OffsetDateTime.class).toInstant())
                .getFirst();
    }

    private void assertShowsTheDatabasesTime(Clock clock) {
        Instant before = atTheDatabase();
        assertThat(clock.instant())
                .isBetween(before.minus(NEARLY), atTheDatabase().plus(NEARLY));
    }

    private static DatabaseClock asked(DataSource database, Clock host) {
        DatabaseClock clock = new DatabaseClock(() -> new JdbcTemplate(database), host);
        clock.afterSingletonsInstantiated();
        return clock;
    }

    private static SettableClock host(Duration ahead) {
        return new SettableClock(Clock.systemUTC().instant().plus(ahead));
    }

    @Test
    void itShowsTheDatabasesTimeWhateverTheHostSays() {
        assertShowsTheDatabasesTime(asked(database, host(Duration.ofMinutes(1))));
        assertShowsTheDatabasesTime(asked(database, host(Duration.ofDays(-1))));
    }

    @Test
    void settingTheHostsClockDoesNotMoveIt() {
        SettableClock host = host(Duration.ofMinutes(-1));
        DatabaseClock clock = asked(database, host);
        host.advance(Duration.ofMinutes(1));
        assertShowsTheDatabasesTime(clock);
    }

    @Test
    void itFollowsTheDatabaseToAnotherHostAndGoesOnWhileThereIsNone() {
        JdbcTemplate jdbc = new JdbcTemplate(database);
        jdbc.execute("create schema another_host");
        jdbc.execute("""
                create function another_host.clock_timestamp() returns timestamptz language sql
                return pg_catalog.clock_timestamp() - interval '30 seconds'
                """);
        try (var connection = new SingleConnectionDataSource(
                settings.getRequiredProperty("spring.datasource.url"),
                settings.getRequiredProperty("spring.datasource.username"),
                settings.getRequiredProperty("spring.datasource.password"),
                true)) {
            DatabaseClock clock = asked(connection, host(Duration.ZERO));
            JdbcTemplate only = new JdbcTemplate(connection);
            only.execute("set search_path = another_host, pg_catalog");
            clock.tick();
            assertThat(behind(clock)).isCloseTo(Duration.ofSeconds(30), NEARLY);
            jdbc.queryForList(
                    "select pg_terminate_backend(?)", only.queryForObject("select pg_backend_pid()", Integer.class));
            assertThatThrownBy(clock::tick).isInstanceOf(DataAccessException.class);
            assertThat(behind(clock)).isCloseTo(Duration.ofSeconds(30), NEARLY);
        }
    }

    private Duration behind(Clock clock) {
        return Duration.between(clock.instant(), atTheDatabase());
    }

    @Test
    void aHostWhoseClockIsWrongIsToldOfOnceInAWhile(CapturedOutput output) {
        DatabaseClock clock = asked(database, host(Duration.ofSeconds(61)));
        clock.tick();
        clock.tick();
        assertThat(output)
                .containsOnlyOnce("s ahead of the database's")
                .contains("ERROR")
                .contains("NTP");
    }

    @Test
    void aSecondIsNothingToTellOf(CapturedOutput output) {
        asked(database, Clock.offset(Clock.systemUTC(), Duration.ofSeconds(-1))).tick();
        assertThat(output).doesNotContain("NTP");
    }
}
