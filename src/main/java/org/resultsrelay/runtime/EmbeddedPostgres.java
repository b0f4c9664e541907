package org.resultsrelay.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/** The relay's own PostgreSQL: a separate process, in a directory that outlives both. */
class EmbeddedPostgres {

    static final String USER = "postgres";
    static final String DATABASE = "relay";

    private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);

    private final Path directory;
    private final Path passwordFile;
    private final String password;
    private final PostgresLog serverLog;
    private final PostgresPrograms programs;
    private final int port = FreePort.onLoopback();
    private volatile @Nullable Postmaster postmaster;

    EmbeddedPostgres(DataDirectory data, PostgresBinaries binaries) {
        this.directory = data.file("postgres");
        this.password = data.secret("postgres-password", Passwords::random);
        this.passwordFile = data.file("postgres-password");
        this.serverLog = new PostgresLog(data.file("postgres.log"));
        this.programs = new PostgresPrograms(binaries, directory, serverLog);
    }

    /** Starts whatever the last relay left behind here: a half-made directory, an orphaned server or a crash. */
    void start() throws IOException, SQLException {
        if (!Files.isDirectory(directory)) {
            initialize();
        }
        clearTheWay();
        programs.start(port, PostgresSettings.all());
        postmaster = Postmaster.namedIn(directory).orElse(null);
        createDatabase(DATABASE);
    }

    private void initialize() throws IOException {
        Path unfinished = directory.resolveSibling("postgres.new");
        FileSystemUtils.deleteRecursively(unfinished);
        programs.initialize(unfinished, USER, passwordFile);
        Files.move(unfinished, directory, StandardCopyOption.ATOMIC_MOVE);
    }

    private void clearTheWay() throws IOException {
        Optional<Postmaster> left = Postmaster.namedIn(directory);
        if (left.filter(Postmaster::servesItsDirectory).isPresent()) {
            log.warn("Stopping the PostgreSQL that a killed relay left running in {}", directory);
            programs.stop();
        } else if (left.filter(Postmaster::isSomethingElse).isPresent()) {
            Postmaster.forget(directory);
        }
    }

    void createDatabase(String name) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(url("postgres?connectTimeout=5&socketTimeout=60"), USER, password);
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("select 1 from pg_database where datname = '" + name + "'")) {
            if (!found.next()) {
                statement.execute("create database " + name);
            }
        }
    }

    boolean isUp() {
        Postmaster running = postmaster;
        return running != null && running.isUp();
    }

    String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /**
     * For the relay's own sessions, whose failed statements the relay handles or reports itself. Many failures are
     * expected, such as a result that is written as new and turns out to be known. The server's log is for what
     * concerns the server.
     */
    String relayUrl() {
        return url(DATABASE) + "?options=-c%20log_min_messages=log";
    }

    String password() {
        return password;
    }

    void rotateLog() throws IOException {
        serverLog.rotate();
    }

    /** Also stops a server that came up in a start that failed in the end. */
    void stop() throws IOException {
        if (isUp()
                || Postmaster.namedIn(directory)
                        .filter(Postmaster::servesItsDirectory)
                        .isPresent()) {
            programs.stop();
        }
    }
}
