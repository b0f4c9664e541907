package org.resultsrelay.delivery.attempts;

import static org.assertj.core.api.Assertions.assertThat;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Test;
import org.resultsrelay.support.RelayTest;
import org.resultsrelay.support.TestServers;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

@RelayTest
class AttemptsMigrationIT {

    @Test
    void attemptsOfARelayThatRanBeforeAreKeptInTheirDays() {
        TestServers servers = TestServers.chosen();
        var database = new DriverManagerDataSource(
                servers.database("attempts_before_partitions"), servers.user(), servers.password());
        FluentConfiguration flyway = Flyway.configure().dataSource(database).locations("classpath:db/migration");
        flyway.target("10").load().migrate();
        var jdbc = new JdbcTemplate(database);
        jdbc.update("""
                insert into attempts (user_id, client_id, epoch, revision, started_at, duration_ms, outcome)
                select n, 1, 1, n, timestamptz '2026-11-20T23:59:59.999999Z' + n * interval '1 microsecond', 5, 'accepted'
                from generate_series(0, 1) n
                """);
        flyway.target("latest").load().migrate();
        assertThat(jdbc.queryForList("select tableoid::regclass::text from attempts order by id", String.class))
                .containsExactly("attempts_20261120", "attempts_20261121");
        assertThat(jdbc.queryForObject("""
                insert into attempts (user_id, client_id, epoch, revision, started_at, duration_ms, outcome)
                values (7, 1, 1, 1, '2026-11-21T12:00:00Z', 5, 'accepted') returning id
                """, Long.class)).isEqualTo(3);
    }
}
