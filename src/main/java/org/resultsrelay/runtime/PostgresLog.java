package org.resultsrelay.runtime;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** The embedded PostgreSQL's log: one file and the one before it, neither much larger than the limit. */
record PostgresLog(Path file) {

    static final long LIMIT = 5L << 20;

    private static final int LAST_LINES = 2;

    /** The server keeps writing to the file that it has opened, so the file is copied and emptied. */
    void rotate() throws IOException {
        if (Files.exists(file) && Files.size(file) > LIMIT) {
            Files.copy(file, previous(), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
            FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)
                    .close();
        }
    }

    Path previous() {
        return file.resolveSibling(file.getFileName() + ".1");
    }

    /** What the server wrote last, which explains a failed start. */
    String lastWords() throws IOException {
        List<String> lines = Files.readAllLines(file);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    }
}
