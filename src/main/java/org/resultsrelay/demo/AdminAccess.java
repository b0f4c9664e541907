package org.resultsrelay.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Profile;

/** Finds the admin token where an administrator finds it: in {@code RELAY_ADMIN_TOKEN} or in the data directory. */
@Profile("demo")
@ConfigurationProperties("relay")
record AdminAccess(
        @Nullable String adminToken, @DefaultValue("data") Path dataDir) {

    String token() throws IOException {
        return chosen() ? String.valueOf(adminToken) : Files.readString(file()).strip();
    }

    /** The shell expression that gives the token. */
    String inShell() {
        return chosen() ? "$RELAY_ADMIN_TOKEN" : "$(cat " + file() + ")";
    }

    private boolean chosen() {
        return adminToken != null && !adminToken.isBlank();
    }

    private Path file() {
        return dataDir.resolve("admin-token");
    }
}
