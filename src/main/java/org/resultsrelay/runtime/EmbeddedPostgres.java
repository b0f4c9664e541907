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
import java.util.Map;
import org.springframework.util.FileSystemUtils;

/** A PostgreSQL of the relay's own, in a directory that outlives it. */
class EmbeddedPostgres implements AutoCloseable {

    static final String USER = "postgres";
    static final String DATABASE = "relay";

    private static final Map<String, String> SETTINGS = Map.of(
            "listen_addresses", "127.0.0.1",
            "unix_socket_directories", "",
            "timezone", "UTC");

    private final Path directory;
    private final Path passwordFile;
    private final String password;
    private final PostgresPrograms programs;
    private final int port = FreePort.onLoopback();

    EmbeddedPostgres(DataDirectory data, Path binaries) throws IOException {
        this.directory = data.dataDir().resolve("postgres");
        this.password = data.secret("postgres-password", Passwords::random);
        this.passwordFile = data.dataDir().resolve("postgres-password");
        this.programs = new PostgresPrograms(
                PostgresBinaries.unpackedUnder(binaries),
                directory,
                data.dataDir().resolve("postgres.log"));
    }

    void start() throws IOException, SQLException {
        if (!Files.isDirectory(directory)) {
            initialize();
        }
        programs.start(port, SETTINGS);
        createDatabase(DATABASE);
    }

    private void initialize() throws IOException {
        Path staging = directory.resolveSibling("postgres.new");
        FileSystemUtils.deleteRecursively(staging);
        programs.initialize(staging, passwordFile);
        Files.move(staging, directory, StandardCopyOption.ATOMIC_MOVE);
    }

    void createDatabase(String name) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url("postgres"), USER, password);
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("select 1 from pg_database where datname = '" + name + "'")) {
            if (!found.next()) {
                statement.execute("create database " + name);
            }
        }
    }

    String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    String password() {
        return password;
    }

    @Override
    public void close() throws IOException {
        programs.stop("fast");
    }
}
