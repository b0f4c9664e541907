package org.resultsrelay.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Allows one relay at a time in a data directory. The system releases the lock when the process dies, however it dies.
 */
record DataDirectoryLock(FileChannel channel) implements AutoCloseable {

    static DataDirectoryLock take(DataDirectory data) {
        data.create();
        Path file = data.file("relay.lock");
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw taken(data, Files.readString(file).strip());
            }
            channel.truncate(0);
            channel.write(StandardCharsets.UTF_8.encode(
                    Long.toString(ProcessHandle.current().pid())));
            return new DataDirectoryLock(channel);
        } catch (IOException e) {
            throw data.unwritable(e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) { // held in this process
            return null;
        }
    }

    private static CannotStart taken(DataDirectory data, String holder) {
        return new CannotStart(
                "Another relay (process %s) runs on the data directory %s.".formatted(holder, data.dataDir()),
                "Stop that one first, or give this one a directory and a port of its own: "
                        + "RELAY_DATA_DIR=<directory> SERVER_PORT=<port>.");
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
