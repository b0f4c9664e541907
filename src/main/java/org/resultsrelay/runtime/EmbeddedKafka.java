package org.resultsrelay.runtime;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.util.FileSystemUtils;

/** A real Kafka broker inside this process, in a directory that outlives it. */
class EmbeddedKafka implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedKafka.class);

    /** Longer than Kafka's own minute, which may be too short on an overloaded machine. */
    private static final Duration REGISTERED_WITHIN = Duration.ofMinutes(2);

    /** What ends a start that took too long, found its port taken, or was told to stop. */
    private static final List<Class<? extends Exception>> NO_DAMAGE = List.of(
            java.util.concurrent.TimeoutException.class,
            org.apache.kafka.common.errors.TimeoutException.class,
            CancellationException.class,
            BindException.class,
            InterruptedException.class);

    private final Path directory;
    private final int brokerPort;
    private final int controllerPort = FreePort.onLoopback();
    private final Duration registeredWithin;
    private @Nullable KafkaRaftServer server;

    EmbeddedKafka(DataDirectory data) {
        this(data, FreePort.onLoopback());
    }

    EmbeddedKafka(DataDirectory data, int port) {
        this(data, port, REGISTERED_WITHIN);
    }

    EmbeddedKafka(DataDirectory data, int port, Duration registeredWithin) {
        this.directory = data.file("kafka");
        this.brokerPort = port;
        this.registeredWithin = registeredWithin;
    }

    /** Kafka only carries what PostgreSQL knows, so a directory from which it cannot start is set aside. */
    void start() throws IOException {
        KafkaConfig settings =
                new KafkaConfig(KafkaSettings.of(directory, brokerPort, controllerPort, registeredWithin), false);
        try {
            start(settings);
        } catch (Exception e) { // Scala declares no exceptions, and throws checked ones all the same
            if (!isDamage(e)) {
                throw new CannotStart(
                        "The embedded Kafka did not start in time, or could not take its port: " + e.getMessage(),
                        "Start the relay again, when the machine has less to do. Nothing in %s was changed."
                                .formatted(directory),
                        e);
            }
            log.warn(
                    "Kafka cannot start from {}: starting with an empty directory, and keeping the old one beside it",
                    directory,
                    e);
            putAside();
            start(settings);
        }
    }

    static boolean isDamage(Throwable failure) {
        return Stream.<@Nullable Throwable>iterate(failure, t -> t == null ? null : t.getCause())
                .takeWhile(t -> t != null)
                .noneMatch(t -> NO_DAMAGE.stream().anyMatch(kind -> kind.isInstance(t)));
    }

    private void start(KafkaConfig settings) throws IOException {
        if (!Files.isDirectory(directory)) {
            format();
        }
        KafkaRaftServer starting = new KafkaRaftServer(settings, Time.SYSTEM);
        try {
            starting.startup();
            server = starting;
        } catch (Exception e) {
            starting.shutdown();
            throw e;
        }
    }

    private void putAside() throws IOException {
        Path aside = directory.resolveSibling("kafka.unusable");
        FileSystemUtils.deleteRecursively(aside);
        Files.move(directory, aside, StandardCopyOption.ATOMIC_MOVE);
    }

    private void format() throws IOException {
        Path unfinished = directory.resolveSibling("kafka.new");
        FileSystemUtils.deleteRecursively(unfinished);
        try (PrintStream quiet = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setNodeId(KafkaSettings.NODE)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setControllerListenerName(KafkaSettings.CONTROLLER_LISTENER)
                    .setDirectories(List.of(unfinished.toString()))
                    .setMetadataLogDirectory(unfinished.toString())
                    .setPrintStream(quiet)
                    .run();
        } catch (Exception e) {
            throw new IOException("Cannot format " + unfinished + " for Kafka", e);
        }
        Files.move(unfinished, directory, StandardCopyOption.ATOMIC_MOVE);
    }

    String bootstrapServers() {
        return "127.0.0.1:" + brokerPort;
    }

    @Override
    public void close() {
        KafkaRaftServer running = server;
        if (running != null) {
            withoutItsLastWords();
            running.shutdown();
            running.awaitShutdown();
        }
    }

    /** A stopping broker closes one of its clients twice, and warns each time. */
    private static void withoutItsLastWords() {
        LoggingSystem.get(EmbeddedKafka.class.getClassLoader())
                .setLogLevel("org.apache.kafka.clients.NetworkClient", LogLevel.ERROR);
    }
}
