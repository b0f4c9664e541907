package org.resultsrelay.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resultsrelay.runtime.CannotStart;
import org.resultsrelay.runtime.DataDirectory;
import org.resultsrelay.signing.SigningSecret;
import org.springframework.mock.env.MockEnvironment;

class SecretKeysTests {

    @TempDir
    private Path directory;

    private final MockEnvironment environment = new MockEnvironment();
    private final SigningSecret secret = SigningSecret.random();

    private SecretBox box(@Nullable String key) {
        var properties = new ClientsProperties(
                key, new ClientsProperties.ClientCache(Duration.ofHours(24), Duration.ofSeconds(3)));
        return new SecretKeys().secretBox(properties, new DataDirectory(directory), environment);
    }

    @Test
    void embeddedTheRelayMakesAKeyForItselfAndKeepsIt() throws Exception {
        byte[] sealed = box(null).seal(secret);
        assertThat(box("").open(sealed).key()).isEqualTo(secret.key());
        assertThat(Files.getPosixFilePermissions(directory.resolve("secret-key")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void aSettingComesFirst() {
        String key = Base64.getEncoder().encodeToString(new byte[32]);
        assertThat(new SecretBox(key).open(box(key).seal(secret)).key()).isEqualTo(secret.key());
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void withADatabaseOfItsOwnTheKeyMustBeSet() {
        environment.setProperty("spring.datasource.url", "jdbc:postgresql://db/relay");
        assertThatThrownBy(() -> box(null)).isInstanceOf(CannotStart.class).hasMessageContaining("RELAY_SECRET_KEY");
        assertThat(directory).isEmptyDirectory();
    }
}
