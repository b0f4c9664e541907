package org.resultsrelay.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The PostgreSQL that a relay process brought along; it outlives a relay that was killed. */
public final class EmbeddedDatabase {

    private EmbeddedDatabase() {}

    static Connection connect(Path data) throws SQLException {
        try {
            List<String> pid = Files.readAllLines(data.resolve("postgres/postmaster.pid"));
            String password =
                    Files.readString(data.resolve("postgres-password")).strip();
            return DriverManager.getConnection(
                    "jdbc:postgresql://127.0.0.1:" + pid.get(3) + "/relay", "postgres", password);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first column of what this asks. */
    public static List<String> read(Path data, String query) {
        try (var connection = connect(data);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
