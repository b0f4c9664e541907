package org.resultsrelay.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.ConstructorBinding;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Where the relay keeps what must outlive it: the embedded servers' files and the secrets it created. */
@ConfigurationProperties("relay")
public record DataDirectory(@DefaultValue("data") Path dataDir) {

    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY_FILE = permissions("rw-------");
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY_DIRECTORY = permissions("rwx------");

    @ConstructorBinding
    public DataDirectory {
        dataDir = dataDir.toAbsolutePath().normalize();
    }

    /** The secret with this name; created now if there is none, readable by its owner only. */
    public String secret(String name, Supplier<String> make) {
        return find(name).orElseGet(() -> write(name, make.get()));
    }

    public Optional<String> find(String name) {
        Path file = file(name);
        try {
            return Files.exists(file)
                    ? Optional.of(Files.readString(file).strip()).filter(secret -> !secret.isEmpty())
                    : Optional.empty();
        } catch (IOException e) {
            throw new CannotStart("The relay cannot read " + file + " (" + e + ").", "Let its user read it.", e);
        }
    }

    Path file(String name) {
        return dataDir.resolve(name);
    }

    /** Creates the directory if it is missing, accessible to its owner only. */
    void create() {
        try {
            if (!Files.isDirectory(dataDir)) {
                Files.createDirectories(dataDir, OWNER_ONLY_DIRECTORY);
            }
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    CannotStart unwritable(IOException why) {
        return new CannotStart(
                "The relay cannot write to its data directory %s (%s).".formatted(dataDir, why),
                "Let the user %s write there, or set RELAY_DATA_DIR to a directory that it can write to."
                        .formatted(System.getProperty("user.name")),
                why);
    }

    /** Writes through a temporary file: a relay that is killed halfway must not leave half a secret. */
    private String write(String name, String secret) {
        create();
        Path file = file(name);
        Path unfinished = file(name + ".new");
        try {
            Files.deleteIfExists(unfinished);
            Files.createFile(unfinished, OWNER_ONLY_FILE);
            Files.writeString(unfinished, secret + "\n", StandardOpenOption.SYNC);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            return secret;
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private static FileAttribute<Set<PosixFilePermission>> permissions(String symbols) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(symbols));
    }
}
