package org.resultsrelay.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.resultsrelay.support.TestServers;
import org.springframework.boot.SpringApplication;
import org.springframework.util.FileSystemUtils;

/** The product's own embedded servers, one pair for all tests of a JVM, under a directory that goes when it ends. */
public final class SharedServers implements TestServers {

    private static final Path BINARIES = Path.of("target", "postgres-binaries").toAbsolutePath();

    private final EmbeddedServers servers;

    private SharedServers(Path directory) {
        this.servers = new EmbeddedServers(new DataDirectory(directory), BINARIES, true, true).start();
        SpringApplication.getShutdownHandlers().add(() -> stop(directory)); // after all relays that use them
    }

    public static SharedServers get() {
        return Holder.SHARED;
    }

    static PostgresBinaries binaries() {
        try {
            return PostgresBinaries.unpackedUnder(BINARIES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String database(String name) {
        try {
            servers.postgres().createDatabase(name);
        } catch (Exception e) {
            throw new IllegalStateException("Cannot make the test database " + name, e);
        }
        return servers.postgres().url(name);
    }

    @Override
    public String user() {
        return EmbeddedPostgres.USER;
    }

    @Override
    public String password() {
        return servers.postgres().password();
    }

    @Override
    public String bootstrapServers() {
        return servers.kafka().bootstrapServers();
    }

    private void stop(Path directory) {
        try {
            servers.close();
            FileSystemUtils.deleteRecursively(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Holder {
        static final SharedServers SHARED = new SharedServers(temporary());

        private static Path temporary() {
            try {
                return Files.createTempDirectory("relay-servers-");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
