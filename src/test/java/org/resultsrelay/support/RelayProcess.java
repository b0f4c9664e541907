package org.resultsrelay.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.ThreadMXBean;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** The relay as its user runs it: a process of its own with the servers it brings along, which tests may kill. */
public final class RelayProcess implements AutoCloseable {

    private static final Pattern ADDRESS = Pattern.compile("Relay +(http://localhost:\\d+)");
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Process process;
    private final Path output;

    private RelayProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Starts it, on a free port unless told otherwise; the arguments are settings such as {@code --server.port=…}. */
    public static RelayProcess start(Path data, String... settings) throws IOException {
        return start(Map.of(), data, settings);
    }

    /** With these environment variables beside those of the test. */
    public static RelayProcess start(Map<String, String> environment, Path data, String... settings)
            throws IOException {
        return start(command(data, settings), environment, data);
    }

    /** As from a shell, with a terminal to write to. */
    public static RelayProcess startOnTerminal(Map<String, String> environment, Path data, String... settings)
            throws IOException {
        String command = String.join(" ", command(data, settings));
        return start(List.of("script", "--quiet", "--return", "--command", command, "/dev/null"), environment, data);
    }

    private static List<String> command(Path data, String... settings) {
        List<String> command = new ArrayList<>(UnpackedRelay.command());
        command.add("--relay.data-dir=" + data);
        if (Arrays.stream(settings).noneMatch(setting -> setting.startsWith("--server.port="))) {
            command.add("--server.port=0");
        }
        command.addAll(List.of(settings));
        return command;
    }

    private static RelayProcess start(List<String> command, Map<String, String> environment, Path data)
            throws IOException {
        Files.createDirectories(data);
        Path output = Files.createTempFile(data.toAbsolutePath().getParent(), "relay-", ".log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        return new RelayProcess(builder.start(), output);
    }

    public RelayProcess awaitReady() {
        await().atMost(PATIENCE)
                .failFast("The relay ended before it was ready", this::assertRunning)
                .untilAsserted(() -> assertThat(output()).containsPattern(ADDRESS));
        return this;
    }

    public URI url() {
        Matcher found = address();
        if (!found.find()) {
            throw new IllegalStateException("The relay is not ready yet:\n" + output());
        }
        return URI.create(found.group(1));
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What its JVM answers to this {@code jcmd} command. */
    public String diagnose(String command) throws IOException {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(process.pid()),
                        command)
                .redirectErrorStream(true)
                .start();
        return new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** What all its threads, ended ones included, have allocated so far. */
    @SuppressWarnings("BanJNDI") // the peer is the process that this test started
    public long allocatedBytes() {
        try {
            VirtualMachine jvm = VirtualMachine.attach(Long.toString(process.pid()));
            try (JMXConnector connector =
                    JMXConnectorFactory.connect(new JMXServiceURL(jvm.startLocalManagementAgent()))) {
                return ManagementFactory.newPlatformMXBeanProxy(
                                connector.getMBeanServerConnection(),
                                ManagementFactory.THREAD_MXBEAN_NAME,
                                ThreadMXBean.class)
                        .getTotalThreadAllocatedBytes();
            } finally {
                jvm.detach();
            }
        } catch (IOException | AttachNotSupportedException e) {
            throw new IllegalStateException("The relay's JVM does not say what it allocated", e);
        }
    }

    /** As {@code kill -9} does. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** As {@code kill} and Ctrl-C do; answers the exit status. */
    public int stop() {
        process.destroy();
        return exitStatus();
    }

    public int exitStatus() {
        await().atMost(PATIENCE).until(() -> !process.isAlive());
        return process.exitValue();
    }

    private void assertRunning() {
        if (!process.isAlive()) {
            throw new AssertionError(output());
        }
    }

    private Matcher address() {
        return ADDRESS.matcher(output());
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            stop();
        }
    }
}
