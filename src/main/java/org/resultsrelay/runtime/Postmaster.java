package org.resultsrelay.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The process that PostgreSQL's own pid file names, and whether it is truly the server of that directory. */
record Postmaster(ProcessHandle process, Path directory) {

    private static final String PID_FILE = "postmaster.pid";

    /** The process that the pid file names, when one of that number is there; it need not be a PostgreSQL. */
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
     * The number now belongs to some other program (after a reboot, or in a fresh container) or to a dead one that
     * nobody has buried, and PostgreSQL would not start because of it. Not to be taken for this where it cannot be told:
     * two servers in one directory destroy it.
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

    /** Where the system tells: a postmaster works in its data directory, by whatever path that was named. */
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
