package org.resultsrelay.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.resultsrelay.support.RelayTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

@RelayTest
class LongStatementsIT {

    @Autowired
    private LongStatements longOnes;

    @Autowired
    private JdbcTemplate jdbc;

    @Test
    void everyStatementHasAnEndAndLongOnesALaterOne() {
        assertThat(bound()).isEqualTo(Duration.ofSeconds(5));
        assertThat(longOnes.run(this::bound)).isEqualTo(Duration.ofMinutes(2));
        assertThat(bound()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void moreTimeWithoutATransactionWouldNotEnd() {
        assertThatThrownBy(longOnes::allow).isInstanceOf(IllegalStateException.class);
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere PostgreSQL goes on until it has something to say")
    void postgresqlEndsAStatementThatNobodyWaitsForAnyMore() {
        jdbc.execute((Connection connection) -> {
            connection.setNetworkTimeout(Runnable::run, 100);
            assertThatThrownBy(() -> connection.createStatement().execute("select pg_sleep(600)"))
                    .isInstanceOf(SQLException.class);
            return connection;
        });
        await().untilAsserted(() -> assertThat(jdbc.queryForList(
                        "select state from pg_stat_activity where query = 'select pg_sleep(600)'", String.class))
                .isEmpty());
    }

    private Duration bound() {
        Integer millis = jdbc.execute((Connection connection) -> connection.getNetworkTimeout());
        return Duration.ofMillis(millis == null ? 0 : millis);
    }
}
