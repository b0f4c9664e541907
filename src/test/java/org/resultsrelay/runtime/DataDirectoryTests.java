package org.resultsrelay.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTests {

    @TempDir
    private Path temporary;

    @Test
    void aSecretIsMadeOnceAndKept() {
        DataDirectory data = new DataDirectory(temporary);
        assertThat(data.secret("token", () -> "first")).isEqualTo("first");
        assertThat(data.secret("token", () -> "second")).isEqualTo("first");
    }

    @Test
    void onlyItsOwnerMayReadASecret() throws Exception {
        DataDirectory data = new DataDirectory(temporary.resolve("new"));
        data.secret("token", () -> "secret");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.file("token"))))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.dataDir())))
                .isEqualTo("rwx------");
    }

    @Test
    void anEmptyFileIsNoSecret() throws Exception {
        Files.createFile(temporary.resolve("token"));
        assertThat(new DataDirectory(temporary).secret("token", () -> "made")).isEqualTo("made");
    }

    @Test
    void aDirectoryThatCannotBeMadeSaysHowToMendIt() throws Exception {
        Path file = Files.createFile(temporary.resolve("file"));
        assertThatThrownBy(() -> new DataDirectory(file.resolve("data")).create())
                .isInstanceOfSatisfying(
                        CannotStart.class, e -> assertThat(e.action()).contains("RELAY_DATA_DIR"));
    }

    @Test
    void aSecondRelayIsRefusedAndTheFirstNamed() throws Exception {
        DataDirectory data = new DataDirectory(temporary);
        try (DataDirectoryLock held = DataDirectoryLock.take(data)) {
            assertThat(held).isNotNull();
            assertThatThrownBy(() -> DataDirectoryLock.take(data))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("process " + ProcessHandle.current().pid());
        }
        DataDirectoryLock.take(data).close();
    }
}
