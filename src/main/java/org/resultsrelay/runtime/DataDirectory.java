package org.resultsrelay.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.ConstructorBinding;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Where the relay keeps what must outlive it: the embedded servers' files and the secrets it made for itself. */
@ConfigurationProperties("relay")
public record DataDirectory(@DefaultValue("data") Path dataDir) {

    private static final String OWNER_ONLY = "rw-------";

    @ConstructorBinding
    public DataDirectory {
        dataDir = dataDir.toAbsolutePath().normalize();
    }

    /** The secret kept under this name; made now, readable by its owner alone, when there is none yet. */
    public String secret(String name, Supplier<String> make) {
        return find(name).orElseGet(() -> write(name, make.get()));
    }

    public Optional<String> find(String name) {
        Path file = dataDir.resolve(name);
        try {
            return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file + ": give the relay's user the right to read it", e);
        }
    }

    private String write(String name, String secret) {
        Path file = dataDir.resolve(name);
        try {
            Files.createDirectories(dataDir);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY)));
            Files.writeString(file, secret + "\n", StandardOpenOption.SYNC);
            return secret;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Cannot write " + file + ": let RELAY_DATA_DIR name a writable directory", e);
        }
    }
}
