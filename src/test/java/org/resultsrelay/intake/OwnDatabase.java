package org.resultsrelay.intake;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.resultsrelay.runtime.SharedServers;
import org.resultsrelay.support.Tunnel;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.security.crypto.keygen.KeyGenerators;
import org.springframework.util.FileSystemUtils;

/** A PostgreSQL for one test alone, which may stop it and start it again, or freeze the connections to it. */
final class OwnDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final String SECRET_KEY =
            Base64.getEncoder().encodeToString(KeyGenerators.secureRandom(32).generateKey());
    private static final Path DIRECTORY = temporary();
    private static EmbeddedPostgres running = start(0);
    private static final Tunnel way = Tunnel.to("localhost", running.getPort());

    static void stop() throws IOException {
        running.close();
    }

    static void start() {
        running = start(running.getPort());
    }

    /** What is connected now hears nothing any more; new connections work. */
    static void freeze() {
        way.freeze();
    }

    static void remove() throws IOException {
        stop();
        way.close();
        FileSystemUtils.deleteRecursively(DIRECTORY);
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "own database",
                        Map.of(
                                "spring.datasource.url",
                                "jdbc:postgresql://127.0.0.1:" + way.port() + "/postgres",
                                "spring.datasource.username",
                                "postgres",
                                "spring.datasource.password",
                                "",
                                "spring.kafka.bootstrap-servers",
                                SharedServers.get().bootstrapServers(),
                                "spring.kafka.consumer.group-id",
                                "own-database",
                                "relay.recompute.topic",
                                "own-database.recompute",
                                "relay.secret-key",
                                SECRET_KEY,
                                "relay.data-dir",
                                DIRECTORY + "/data")));
    }

    private static EmbeddedPostgres start(int port) {
        try {
            var builder = EmbeddedPostgres.builder()
                    .setDataDirectory(DIRECTORY.resolve("postgres"))
                    .setCleanDataDirectory(false);
            return (port == 0 ? builder : builder.setPort(port)).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("relay-own-database-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
