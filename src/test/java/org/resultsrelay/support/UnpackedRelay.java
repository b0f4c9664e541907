package org.resultsrelay.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.springframework.util.FileSystemUtils;

/**
 * The jar that is shipped, taken apart and with an AOT cache as in the image, because many tests start it: made once for each
 * build, which takes about as long as two starts without the cache.
 */
final class UnpackedRelay {

    private static final Path JAR = Path.of("target", "results-relay.jar");
    private static final Path FOLDER = Path.of("target", "unpacked-relay");
    private static final Path LOCK = FOLDER.resolveSibling("unpacked-relay.lock");
    private static final Path TRAINING = FOLDER.resolve("training");
    private static final Path CACHE = FOLDER.resolve("app.aot");
    private static final List<String> JVM = List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private UnpackedRelay() {}

    /** The beginning of a command that runs it; the relay's own settings follow. */
    static List<String> command() {
        return Holder.COMMAND;
    }

    private static List<String> unpackedAndTrained() {
        try (FileChannel channel = FileChannel.open(LOCK, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock _ = channel.lock()) { // another build in this folder may need it at the same time
            if (!Files.exists(CACHE) || isNewer(JAR, CACHE)) {
                unpackAndTrain();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return java(
                "-XX:AOTCache=" + CACHE,
                "-jar",
                FOLDER.resolve(JAR.getFileName()).toString());
    }

    private static void unpackAndTrain() throws IOException {
        FileSystemUtils.deleteRecursively(FOLDER);
        run(java("-Djarmode=tools", "-jar", JAR.toString(), "extract", "--destination", FOLDER.toString()));
        run(java(
                "-XX:AOTCacheOutput=" + CACHE,
                "-Dspring.context.exit=onRefresh",
                "-jar",
                FOLDER.resolve(JAR.getFileName()).toString(),
                "--relay.data-dir=" + TRAINING,
                "--server.port=0"));
        stopThePostgresThatTrainingLeaves();
    }

    /** A context that exits on refresh stops nothing. The first line of the file is the process, as PostgreSQL documents it. */
    private static void stopThePostgresThatTrainingLeaves() throws IOException {
        String process =
                Files.readAllLines(TRAINING.resolve("postgres/postmaster.pid")).getFirst();
        ProcessHandle.of(Long.parseLong(process.strip())).ifPresent(left -> {
            left.destroy();
            left.onExit().join();
        });
    }

    private static boolean isNewer(Path one, Path other) throws IOException {
        return Files.getLastModifiedTime(one).compareTo(Files.getLastModifiedTime(other)) > 0;
    }

    private static List<String> java(String... arguments) {
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(JVM);
        command.addAll(List.of(arguments));
        return command;
    }

    private static void run(List<String> command) throws IOException {
        Path output = FOLDER.resolveSibling("unpacked-relay.log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        int status = process.onExit().join().exitValue();
        if (status != 0) {
            throw new IllegalStateException("%s ended with %s: see %s".formatted(command, status, output));
        }
    }

    private static final class Holder {
        static final List<String> COMMAND = unpackedAndTrained();
    }
}
