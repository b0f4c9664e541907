package org.resultsrelay.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.resultsrelay.support.PgBouncer;
import org.resultsrelay.support.StartFailure;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What the relay says of a database that it cannot work with, in the place of a stack trace. */
class DatabaseCheckIT {

    /** What a start needs that looks at its database. */
    @Configuration(proxyBeanMethods = false)
    @ComponentScan
    @EnableConfigurationProperties(DataDirectory.class)
    @ImportAutoConfiguration({
        DataSourceAutoConfiguration.class,
        FlywayAutoConfiguration.class,
        KafkaAutoConfiguration.class
    })
    static class Start {}

    private static final SharedServers SERVERS = SharedServers.get();

    private final DatabaseCheck check = new DatabaseCheck();

    @Test
    void theEmbeddedDatabaseWillDo() {
        assertThatCode(() -> check.check(database(SERVERS.database("will_do")))).doesNotThrowAnyException();
    }

    @Test
    void aStartLooksAtItsDatabaseBeforeItMigrates() throws SQLException {
        latin();
        assertThat(explanationOfAStartWith(SERVERS.database("latin"))).contains("LATIN1");
    }

    @Test
    void aStartLooksAtItsUrlFirst() {
        assertThat(explanationOfAStartWith("postgres://relay:SECRET@localhost/relay"))
                .contains("SPRING_DATASOURCE_URL")
                .doesNotContain("SECRET");
    }

    @Test
    void aDatabaseThatIsNotUtf8IsRefused() throws SQLException {
        latin();
        DataSource latin = database(SERVERS.database("latin"));
        assertThatThrownBy(() -> check.check(latin))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("LATIN1");
    }

    @Test
    void aPoolerThatKeepsSessionsWillDo() throws Exception {
        try (PgBouncer pooler = PgBouncer.before(SERVERS, "session")) {
            assertThatCode(() -> check.check(database(pooler.url()))).doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"transaction", "statement"})
    void aPoolerThatSharesSessionsIsRefused(String mode) throws Exception {
        try (PgBouncer pooler = PgBouncer.before(SERVERS, mode)) {
            assertThatThrownBy(() -> check.check(database(pooler.url())))
                    .isInstanceOfSatisfying(
                            CannotStart.class,
                            e -> assertThat(e.getMessage() + e.action()).contains("pool"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgres://relay:SECRET@localhost/relay",
                "jdbc:postgresql://relay:SECRET@localhost/relay",
                "jdbc:postgresql://localhost:SECRET/relay",
                "jdbc:mysql://localhost/relay?password=SECRET"
            })
    void aUrlThatIsNoneOfPostgresqlIsRefusedAndNotTold(String url) {
        assertThatThrownBy(() -> DatabaseCheck.requireUrl(url))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("SPRING_DATASOURCE_URL")
                .message()
                .doesNotContain("SECRET");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://localhost:5432/relay",
                "jdbc:postgresql://one:5432,two:5432/relay?targetServerType=primary&password=p@ss",
                "jdbc:postgresql://[::1]/relay",
                "jdbc:postgresql:relay"
            })
    void aUrlOfPostgresqlWillDo(String url) {
        assertThatCode(() -> DatabaseCheck.requireUrl(url)).doesNotThrowAnyException();
    }

    @Test
    void aDatabaseThatCannotBeReachedIsNamedWithTheSettings() {
        assertThatThrownBy(
                        () -> check.check(database("jdbc:postgresql://127.0.0.1:" + FreePort.onLoopback() + "/relay")))
                .isInstanceOfSatisfying(
                        CannotStart.class,
                        e -> assertThat(e.getMessage() + e.action()).contains("refused", "SPRING_DATASOURCE_URL"));
    }

    private static String explanationOfAStartWith(String url) {
        Throwable failure = catchThrowable(() -> new SpringApplicationBuilder(Start.class)
                .web(WebApplicationType.NONE)
                .run(
                        "--spring.datasource.url=" + url,
                        "--spring.datasource.username=" + SERVERS.user(),
                        "--spring.datasource.password=" + SERVERS.password())
                .close());
        assertThat(failure).as("the failure of a start with " + url).isNotNull();
        return StartFailure.explained(failure).getDescription();
    }

    private static void latin() throws SQLException {
        try (Connection connection = database(SERVERS.database("some_database")).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("drop database if exists latin");
            statement.execute("create database latin encoding 'LATIN1' locale 'C' template template0");
        }
    }

    private static DataSource database(String url) {
        return new DriverManagerDataSource(url, SERVERS.user(), SERVERS.password());
    }
}
