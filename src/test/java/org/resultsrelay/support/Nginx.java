package org.resultsrelay.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.resultsrelay.runtime.FreePort;
import org.springframework.util.FileSystemUtils;

/** The real nginx on the project's own configuration, with ports and bounds of the test's choice. */
public final class Nginx implements AutoCloseable {

    private static final Path TEMPLATE = Path.of("nginx/nginx.conf.template");

    private final Path directory;
    private final int port;
    private final Process process;

    private Nginx(Path directory, int port, Process process) {
        this.directory = directory;
        this.port = port;
        this.process = process;
    }

    /** Starts nginx in front of one relay of this machine. */
    public static Nginx before(int relayPort) throws IOException {
        return with(Map.of("NGINX_RELAY", "127.0.0.1:" + relayPort));
    }

    /** Starts nginx with these settings; the others are wide enough to be in nobody's way. */
    public static Nginx with(Map<String, String> settings) throws IOException {
        int port = FreePort.onLoopback();
        Path directory = configured(port, settings);
        Path log = directory.resolve("nginx.log");
        Process process = NginxProgram.installed()
                .command(directory, "daemon off;")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        Nginx nginx = new Nginx(directory, port, process);
        await().until(() -> nginx.answers() || !process.isAlive());
        assertThat(process.isAlive()).as("nginx runs: %s", nginx.log()).isTrue();
        return nginx;
    }

    /** What `nginx -t` says of the configuration. */
    public static String check() throws IOException {
        Path directory = configured(FreePort.onLoopback(), Map.of("NGINX_RELAY", "127.0.0.1:" + FreePort.onLoopback()));
        Process check = NginxProgram.installed()
                .command(directory, "", "-t")
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("nginx.log").toFile())
                .start();
        check.onExit().join();
        return Files.readString(directory.resolve("nginx.log"));
    }

    public int port() {
        return port;
    }

    /** A caller from outside, without a token. */
    public Api api() {
        return new Api(URI.create("http://127.0.0.1:" + port), null);
    }

    public String log() throws IOException {
        return Files.readString(directory.resolve("nginx.log"));
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        process.onExit().join();
        FileSystemUtils.deleteRecursively(directory);
    }

    private boolean answers() {
        try {
            return api().get("/nginx-health").status() == 204;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    private static Path configured(int port, Map<String, String> settings) throws IOException {
        Map<String, String> all = new HashMap<>(Map.of(
                "NGINX_PORT", "127.0.0.1:" + port,
                "NGINX_RESOLVER", "127.0.0.1",
                "NGINX_TRUSTED_PROXY", "255.255.255.255",
                "NGINX_WEBHOOK_RATE", "1000r/s",
                "NGINX_WEBHOOK_BURST", "2000",
                "NGINX_API_RATE", "1000r/s",
                "NGINX_API_BURST", "2000",
                "NGINX_SLOW_TIMEOUT", "10s"));
        all.putAll(settings);
        String configuration = Files.readString(TEMPLATE);
        for (Map.Entry<String, String> setting : all.entrySet()) {
            configuration = configuration.replace("${" + setting.getKey() + "}", setting.getValue());
        }
        assertThat(configuration).as("every variable has a value").doesNotContain("${");
        Path directory = Files.createTempDirectory("nginx-");
        Files.writeString(directory.resolve("nginx.conf"), configuration);
        return directory;
    }
}
