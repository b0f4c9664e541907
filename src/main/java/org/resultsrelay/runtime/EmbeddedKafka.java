package org.resultsrelay.runtime;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/** The real Kafka broker, inside this process, in a directory that outlives it. */
class EmbeddedKafka implements AutoCloseable {

    private final Path directory;
    private final int brokerPort = FreePort.onLoopback();
    private final int controllerPort = FreePort.onLoopback();
    private @Nullable KafkaRaftServer server;

    EmbeddedKafka(DataDirectory data) {
        this.directory = data.dataDir().resolve("kafka");
    }

    void start() throws IOException {
        if (!Files.isDirectory(directory)) {
            format();
        }
        Map<String, String> settings = KafkaSettings.of(directory, brokerPort, controllerPort);
        KafkaRaftServer starting = new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
        server = starting;
        starting.startup();
    }

    private void format() throws IOException {
        Path staging = directory.resolveSibling("kafka.new");
        FileSystemUtils.deleteRecursively(staging);
        try (PrintStream quiet = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setNodeId(KafkaSettings.NODE)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setControllerListenerName(KafkaSettings.CONTROLLER_LISTENER)
                    .setDirectories(List.of(staging.toString()))
                    .setMetadataLogDirectory(staging.toString())
                    .setPrintStream(quiet)
                    .run();
        } catch (Exception e) {
            throw new IOException("Cannot format " + staging + " for Kafka", e);
        }
        Files.move(staging, directory, StandardCopyOption.ATOMIC_MOVE);
    }

    String bootstrapServers() {
        return "127.0.0.1:" + brokerPort;
    }

    @Override
    public void close() {
        KafkaRaftServer running = server;
        if (running != null) {
            running.shutdown();
            running.awaitShutdown();
        }
    }
}
