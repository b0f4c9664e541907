package org.resultsrelay.support;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A program of this machine's, run by a test in a directory of its own. */
public final class Program implements AutoCloseable {

    private final Path log;
    private final Process process;

    private Program(Path log, Process process) {
        this.log = log;
        this.process = process;
    }

    public static Program start(Path directory, Map<String, String> environment, List<String> command)
            throws IOException {
        installed(command.getFirst());
        Path log = directory.resolve("output");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        return new Program(log, builder.start());
    }

    private static void installed(String name) {
        boolean found = Path.of(name).isAbsolute()
                || Arrays.stream(System.getenv("PATH").split(":"))
                        .anyMatch(directory -> Files.isExecutable(Path.of(directory, name)));
        if (!found) {
            throw MissingProgram.means(name + " is not installed here: see .ci/run for what to install");
        }
    }

    /** Returns once it listens; fails the test if it ends instead. */
    public void awaits(int port) {
        await().until(() -> listens(port) || !process.isAlive());
        if (!process.isAlive()) {
            throw new AssertionError("The program has ended: " + output());
        }
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** Waits for its end and answers what it has printed. */
    public String finishes() {
        await().until(() -> !process.isAlive());
        if (process.exitValue() != 0) {
            throw new AssertionError("The program has failed: " + output());
        }
        return output();
    }

    /** What it has printed until now. */
    public String output() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy); // what a shell has started outlives it
        process.destroy();
        process.onExit().join();
    }
}
