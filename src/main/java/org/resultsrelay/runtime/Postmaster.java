package org.resultsrelay.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The process in PostgreSQL's pid file, and whether it really is the server of that directory. */
record Postmaster(ProcessHandle process, Path directory) {

    private static final String PID_FILE = "postmaster.pid";

    /** The process with the number in the pid file, if there is one; it need not be a PostgreSQL. */
    static Optional<Postmaster> namedIn(Path directory) throws IOException {
        Path file = directory.resolve(PID_FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        return Files.readString(file)
                .lines()
                .findFirst()
                .filter(line -> line.matches("\\d{1,10}"))
                .flatMap(line -> ProcessHandle.of(Long.parseLong(line)))
                .map(process -> new Postmaster(process, directory));
    }

    boolean isUp() {
        return process.isAlive() && !defunct();
    }

    boolean servesItsDirectory() {
        return isUp() && isPostgres() && (worksInDirectory() || commandLine().contains(directory.toString()));
    }

    /**
     * The number now belongs to another program (after a reboot, or in a fresh container) or to a zombie, and
     * PostgreSQL would not start because of it. False in doubt: two servers in one directory destroy it.
     */
    boolean isSomethingElse() {
        boolean known = process.info().command().isPresent();
        return defunct() || (known && !isPostgres());
    }

    static void forget(Path directory) throws IOException {
        Files.deleteIfExists(directory.resolve(PID_FILE));
    }

    private boolean isPostgres() {
        return process.info()
                .command()
                .map(Path::of)
                .filter(program -> program.endsWith("postgres"))
                .isPresent();
    }

    /**
     * Where the system shows it: a postmaster's working directory is its data directory, by whatever path that was
     * named.
     */
    private boolean worksInDirectory() {
        try {
            return Files.isSameFile(proc("cwd"), directory);
        } catch (IOException e) {
            return false;
        }
    }

    private boolean defunct() {
        try {
            return Files.readString(proc("stat")).contains(") Z ");
        } catch (IOException e) { // no such process any more, or no such file on this system
            return false;
        }
    }

    private Path proc(String file) {
        return Path.of("/proc", Long.toString(process.pid()), file);
    }

    private String commandLine() {
        return process.info().commandLine().orElse("");
    }
}
