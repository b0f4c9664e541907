package org.resultsrelay.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.time.Duration;
import org.junit.jupiter.api.Test;
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

    private Duration bound() {
        Integer millis = jdbc.execute((Connection connection) -> connection.getNetworkTimeout());
        return Duration.ofMillis(millis == null ? 0 : millis);
    }
}
