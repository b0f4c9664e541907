package org.resultsrelay.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The commands that create, start and stop a PostgreSQL in one directory; each waits for its end. */
record PostgresPrograms(PostgresBinaries binaries, Path directory, PostgresLog log) {

    private static final String START_WAIT_SECONDS = "300"; // recovery after a crash may have much to read
    private static final String STOP_WAIT_SECONDS = "8";

    void initialize(Path target, String user, Path passwordFile) throws IOException {
        run(
                "initdb",
                "-D",
                target.toString(),
                "-U",
                user,
                "-A",
                "scram-sha-256",
                "--pwfile=" + passwordFile,
                "-E",
                "UTF8",
                "--no-locale",
                "--no-instructions");
    }

    void start(int port, Map<String, String> settings) throws IOException {
        StringBuilder options = new StringBuilder("-p ").append(port);
        settings.forEach(
                (name, value) -> options.append(" -c ").append(name).append('=').append(value));
        try {
            run(
                    "pg_ctl",
                    "start",
                    "-w",
                    "-t",
                    START_WAIT_SECONDS,
                    "-D",
                    directory.toString(),
                    "-l",
                    log.file().toString(),
                    "-o",
                    options.toString());
        } catch (IOException e) {
            throw new IOException(log.lastWords(), e);
        }
    }

    /** Ends the sessions and stops. If that takes too long, it stops at once, and the next start recovers. */
    void stop() throws IOException {
        try {
            stop("fast");
        } catch (IOException e) {
            stop("immediate");
        }
    }

    private void stop(String mode) throws IOException {
        run("pg_ctl", "stop", "-w", "-t", STOP_WAIT_SECONDS, "-m", mode, "-D", directory.toString());
    }

    boolean runAsRoot() throws IOException {
        return Integer.valueOf(0).equals(Files.getAttribute(binaries.home(), "unix:uid"));
    }

    private void run(String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        if (runAsRoot()) { // PostgreSQL refuses root: in its own user namespace it is nobody, and may still write
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(binaries.program(program));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.onExit().join().exitValue() != 0) {
            throw new IOException(program + ": " + output.strip());
        }
    }
}
