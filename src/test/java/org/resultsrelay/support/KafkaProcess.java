package org.resultsrelay.support;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import org.resultsrelay.runtime.FreePort;

/** A Kafka that a test may kill and start again: it keeps its data and its address. */
public final class KafkaProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path data;
    private final int port = FreePort.onLoopback();
    private Process process;

    public KafkaProcess(Path data) throws IOException {
        this.data = data;
        this.process = launch();
    }

    private Process launch() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "org.resultsrelay.runtime.KafkaAlone",
                        data.toString(),
                        Integer.toString(port))
                .redirectErrorStream(true)
                .redirectOutput(data.resolveSibling("kafka.log").toFile())
                .start();
    }

    public KafkaProcess awaitReady() {
        await().atMost(PATIENCE).until(this::listens);
        return this;
    }

    private boolean listens() {
        try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    public void startAgain() throws IOException {
        process = launch();
        awaitReady();
    }

    /** As {@code kill -9} does. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }
}
