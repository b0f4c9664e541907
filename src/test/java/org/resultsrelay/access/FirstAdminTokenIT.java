package org.resultsrelay.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.resultsrelay.runtime.DataDirectory;
import org.resultsrelay.support.RelayTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

@RelayTest
@ExtendWith(OutputCaptureExtension.class)
class FirstAdminTokenIT {

    private static final String SETTING = "a setting of at least 20 characters";

    @Autowired
    private AccessTokens stored;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionOperations transactions;

    @Autowired
    private DataDirectory kept;

    @TempDir
    private Path here;

    @TempDir
    private Path elsewhere;

    @BeforeEach
    void noStartHasBeen() {
        jdbc.sql("delete from access_tokens where first_admin").update();
    }

    @AfterEach
    void theRelayStartsAgain() {
        start(null, kept.dataDir());
    }

    private void start(@Nullable String setting, Path directory) {
        var properties = new AccessProperties(setting, new AccessProperties.Access(Duration.ofSeconds(5)));
        new FirstAdminToken(properties, new DataDirectory(directory), jdbc, transactions, Clock.systemUTC())
                .afterSingletonsInstantiated();
    }

    private boolean works(String token) {
        return stored.findByTokenHash(new BearerToken(token).hash())
                .filter(found -> found.scope() == Scope.ADMIN)
                .isPresent();
    }

    private String file(Path directory) {
        return new DataDirectory(directory).find(FirstAdminToken.FILE).orElse("");
    }

    @Test
    void theFirstStartMakesOneForItsOwnerToRead() throws Exception {
        start(null, here);
        assertThat(file(here)).matches("rr_[A-Za-z0-9_-]{43}");
        assertThat(works(file(here))).isTrue();
        assertThat(Files.getPosixFilePermissions(here.resolve(FirstAdminToken.FILE)))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void theLogNamesTheFileAndNeverTheToken(CapturedOutput log) {
        start(null, here);
        start(null, here);
        assertThat(log).contains(here.resolve(FirstAdminToken.FILE).toString()).doesNotContain(file(here));
    }

    @Test
    void theNextStartKeepsIt() {
        start(null, here);
        String made = file(here);
        start(null, here);
        assertThat(file(here)).isEqualTo(made);
        assertThat(works(made)).isTrue();
    }

    @Test
    void aSettingTakesItsPlaceAndTheNextSettingTheirs() {
        start(null, here);
        start(SETTING, here);
        assertThat(works(SETTING)).isTrue();
        assertThat(works(file(here))).isFalse();
        start(SETTING + " another", here);
        assertThat(works(SETTING)).isFalse();
        assertThat(works(SETTING + " another")).isTrue();
    }

    @Test
    void withASettingNoFileIsMade() {
        start(SETTING, here);
        assertThat(file(here)).isEmpty();
    }

    @Test
    void aSecondRelayOnTheSameDatabaseMakesNoneOfItsOwn() {
        start(null, here);
        start(null, elsewhere);
        assertThat(file(elsewhere)).isEmpty();
        assertThat(works(file(here))).isTrue();
    }

    @Test
    void relaysThatStartAtOnceMakeOne() throws Exception {
        Thread one = Thread.ofVirtual().start(() -> start(null, here));
        Thread other = Thread.ofVirtual().start(() -> start(null, elsewhere));
        one.join();
        other.join();
        assertThat(file(here) + file(elsewhere)).hasSize("rr_".length() + 43);
        assertThat(works(file(here) + file(elsewhere))).isTrue();
    }
}
