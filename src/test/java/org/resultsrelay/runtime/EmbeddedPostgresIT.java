package org.resultsrelay.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresIT {

    @TempDir
    private static Path temporary;

    private final EmbeddedPostgres postgres = inDirectory();
    private final PostgresWatch watch = new PostgresWatch(postgres);

    @BeforeAll
    static void somethingIsKept() throws Exception {
        Files.createDirectories(data().file("postgres.new").resolve("left-half-made"));
        EmbeddedPostgres first = inDirectory();
        first.start();
        execute(first, "create table kept as select 'still here' as what");
        first.stop();
    }

    @AfterEach
    void stop() throws Exception {
        watch.close();
    }

    @Test
    void whatIsCommittedIsOnTheDisk() throws Exception {
        watch.start();
        assertThat(query("show synchronous_commit")).isEqualTo("on");
        assertThat(query("show fsync")).isEqualTo("on");
    }

    @Test
    void dataSurviveARestart() throws Exception {
        watch.start();
        assertThat(query("select what from kept")).isEqualTo("still here");
    }

    @Test
    void onlyWhoeverKnowsThePasswordGetsIn() throws Exception {
        watch.start();
        assertThat(catchThrowable(
                        () -> DriverManager.getConnection(postgres.url("relay"), EmbeddedPostgres.USER, "guessed")))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("password authentication failed");
    }

    @Test
    void anOrphanIsStoppedFirst() throws Exception {
        EmbeddedPostgres orphan = inDirectory();
        orphan.start();
        watch.start();
        assertThat(orphan.isUp()).isFalse();
        assertThat(query("select what from kept")).isEqualTo("still here");
    }

    @Test
    void aKilledServerIsBackInItsPlace() throws Exception {
        watch.start();
        Postmaster.namedIn(data().file("postgres")).orElseThrow().process().destroyForcibly();
        await().atMost(Duration.ofMinutes(1)).ignoreExceptions().untilAsserted(() -> {
            assertThat(query("select pg_postmaster_start_time()")).isNotEmpty();
            assertThat(postgres.isUp()).isTrue();
        });
        assertThat(query("select what from kept")).isEqualTo("still here");
    }

    @Test
    void aPidFileThatNamesAnotherProgramIsForgotten() throws Exception {
        Files.writeString(
                data().file("postgres").resolve("postmaster.pid"),
                ProcessHandle.current().pid() + "\n" + data().file("postgres") + "\n1\n1\n\n127.0.0.1\n1 1\nready\n");
        watch.start();
        assertThat(query("select what from kept")).isEqualTo("still here");
    }

    @Test
    void whatTheRelaysOwnStatementsDoWrongIsNotInTheServersLog() throws Exception {
        watch.start();
        assertThat(catchThrowable(() -> DriverManager.getConnection(
                                postgres.relayUrl(), EmbeddedPostgres.USER, postgres.password())
                        .createStatement()
                        .execute("select 1 / 0 as the_relays_own")))
                .isInstanceOf(SQLException.class);
        assertThat(catchThrowable(() -> query("select 1 / 0 as somebody_elses")))
                .isInstanceOf(SQLException.class);
        assertThat(serverLog().file()).content().contains("somebody_elses").doesNotContain("the_relays_own");
    }

    @Test
    void theServersLogIsCutWhileItRuns() throws Exception {
        watch.start();
        Files.writeString(
                serverLog().file(),
                "much was written\n".repeat((int) PostgresLog.LIMIT / 16),
                StandardOpenOption.APPEND);
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(Files.size(serverLog().file()))
                        .as("the size of the server's log")
                        .isLessThan(PostgresLog.LIMIT));
        assertThat(catchThrowable(() -> query("select 1 / 0 as written_afterwards")))
                .isInstanceOf(SQLException.class);
        assertThat(serverLog().file()).content().contains("written_afterwards").hasSizeLessThan(1000);
        assertThat(serverLog().previous()).content().contains("much was written");
    }

    private static PostgresLog serverLog() {
        return new PostgresLog(data().file("postgres.log"));
    }

    private static DataDirectory data() {
        return new DataDirectory(temporary.resolve("with a space"));
    }

    private static EmbeddedPostgres inDirectory() {
        return new EmbeddedPostgres(data(), SharedServers.binaries());
    }

    private String query(String sql) throws SQLException {
        try (Connection connection = connect(postgres);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static void execute(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (Connection connection = connect(postgres);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Connection connect(EmbeddedPostgres postgres) throws SQLException {
        return DriverManager.getConnection(
                postgres.url(EmbeddedPostgres.DATABASE), EmbeddedPostgres.USER, postgres.password());
    }
}
