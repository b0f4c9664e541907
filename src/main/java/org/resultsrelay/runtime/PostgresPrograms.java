package org.resultsrelay.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The three commands that make, start and stop a PostgreSQL in one directory, each waiting for its end. */
record PostgresPrograms(PostgresBinaries binaries, Path directory, Path log) {

    private static final String START_WAIT = "60";
    private static final String STOP_WAIT = "8";

    void initialize(Path target, Path passwordFile) throws IOException {
        run(
                "initdb",
                List.of(
                        "-D",
                        target.toString(),
                        "-U",
                        EmbeddedPostgres.USER,
                        "-A",
                        "scram-sha-256",
                        "--pwfile=" + passwordFile,
                        "-E",
                        "UTF8",
                        "--no-locale",
                        "--no-instructions"));
    }

    void start(int port, Map<String, String> settings) throws IOException {
        StringBuilder options = new StringBuilder("-p ").append(port);
        settings.forEach(
                (name, value) -> options.append(" -c ").append(name).append('=').append(value));
        run(
                "pg_ctl",
                List.of(
                        "start",
                        "-w",
                        "-t",
                        START_WAIT,
                        "-D",
                        directory.toString(),
                        "-l",
                        log.toString(),
                        "-o",
                        options.toString()));
    }

    void stop(String mode) throws IOException {
        run("pg_ctl", List.of("stop", "-w", "-t", STOP_WAIT, "-m", mode, "-D", directory.toString()));
    }

    private void run(String program, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        if (runsAsRoot()) { // which PostgreSQL refuses: in a user namespace of its own it is nobody, and may still
            // write
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(binaries.program(program));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(program + ": " + output.strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(program + " was interrupted", e);
        }
    }

    private boolean runsAsRoot() throws IOException {
        return Integer.valueOf(0).equals(Files.getAttribute(binaries.home(), "unix:uid"));
    }
}
