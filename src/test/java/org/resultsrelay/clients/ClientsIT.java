package org.resultsrelay.clients;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.resultsrelay.runtime.CannotStart;
import org.resultsrelay.signing.SigningSecret;
import org.resultsrelay.support.RelayTest;
import org.resultsrelay.support.SettableClock;
import org.resultsrelay.support.StillClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

@RelayTest
@Import(StillClock.class)
class ClientsIT {

    private static final StoredSettings ACME = new StoredSettings(
            "Acme",
            "https://acme.example/summaries",
            ScoringPolicy.LAST,
            SummaryDetail.TOTALS,
            60,
            4,
            false,
            100,
            250,
            300);

    @Autowired
    private Clients clients;

    @Autowired
    private ClientRegistry register;

    @Autowired
    private SecretBox box;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionOperations transactions;

    @Autowired
    private SettableClock clock;

    private final String key = "c-" + UUID.randomUUID();
    private Client acme;

    @BeforeEach
    void acmeIsAClient() {
        acme = register.put(key, ACME).client();
    }

    @Test
    void aClientIsFoundByKeyAndById() {
        assertThat(clients.find(key).map(Client::id)).contains(acme.id());
        assertThat(clients.get(acme.id()).pace()).isEqualTo(new Pace(60, 4, false));
        assertThat(clients.get(acme.id()).batch()).isEqualTo(new Batch(100, 250));
        assertThat(clients.all()).extracting(Client::key).contains(key).isSorted();
        assertThatThrownBy(() -> clients.get(-1)).hasMessageContaining("-1");
    }

    /** It neither knows these columns nor names them. */
    @Test
    void aRelayOfTheVersionBeforeCanCreateAndChangeClients() {
        String other = "c-" + UUID.randomUUID();
        jdbc.sql("""
                        insert into clients (key, name, endpoint_url, policy, detail, per_minute, in_flight, adaptive,
                            freshness_seconds, created_at, updated_at, version)
                        values (:key, 'Other', 'https://other.example/', 'BEST', 'TESTS', null, 16, false, 300, now(), now(), 0)
                        """).param("key", other).update();
        assertThat(clients.find(other).orElseThrow().batch()).isNull();
        jdbc.sql("update clients set in_flight = 5, version = version + 1 where key = ?")
                .param(key)
                .update();
        assertThat(clients.find(key).orElseThrow())
                .returns(new Pace(60, 5, false), Client::pace)
                .returns(new Batch(100, 250), Client::batch);
    }

    @Test
    void aLookUpRunsNoSqlUntilItIsAFewSecondsOld() {
        clients.get(acme.id());
        clients.find(key);
        jdbc.sql("update clients set name = 'Elsewhere' where key = ?")
                .param(key)
                .update();
        assertThat(clients.get(acme.id()).name()).isEqualTo("Acme");
        assertThat(clients.find(key).map(Client::name)).contains("Acme");
        clock.advance(Duration.ofSeconds(4));
        assertThat(clients.get(acme.id()).name()).isEqualTo("Elsewhere");
        assertThat(clients.find(key).map(Client::name)).contains("Elsewhere");
    }

    @Test
    void aChangeMadeHereIsSeenAtOnce() {
        assertThat(clients.find(key).orElseThrow().paused()).isFalse();
        clients.pause(acme.id(), "the endpoint answered 410 Gone");
        assertThat(clients.find(key).orElseThrow().pauseReason()).isEqualTo("the endpoint answered 410 Gone");
        clients.resume(acme.id());
        clients.resume(acme.id());
        assertThat(clients.get(acme.id()).paused()).isFalse();
    }

    @Test
    void aChangeThatIsRolledBackWasNever() {
        transactions.executeWithoutResult(transaction -> {
            clients.pause(acme.id(), "no");
            transaction.setRollbackOnly();
        });
        assertThat(clients.get(acme.id()).paused()).isFalse();
    }

    @Test
    void aSecondPauseKeepsTheTimeOfTheFirst() {
        clients.pause(acme.id(), "first");
        var since = clients.get(acme.id()).pausedAt();
        clock.advance(Duration.ofMinutes(1));
        clients.pause(acme.id(), "second");
        assertThat(clients.get(acme.id()).pausedAt()).isEqualTo(since);
        assertThat(clients.get(acme.id()).pauseReason()).isEqualTo("second");
    }

    @Test
    void aMadeClientIsFoundThoughItWasJustMissed() {
        String other = "c-" + UUID.randomUUID();
        assertThat(clients.find(other)).isEmpty();
        register.put(other, ACME);
        assertThat(clients.find(other)).isPresent();
    }

    @Test
    void aRotatedSecretSignsBesideTheNewOneUntilTheOverlapIsOver() {
        byte[] first = acme.secrets().getFirst().key();
        byte[] second = register.rotate(key).orElseThrow().secrets().getFirst().key();
        assertThat(clients.get(acme.id()).secrets())
                .extracting(SigningSecret::key)
                .containsExactly(second, first);
        clock.advance(Duration.ofHours(24));
        assertThat(clients.get(acme.id()).secrets())
                .extracting(SigningSecret::key)
                .containsExactly(second);
    }

    @Test
    void rotatingOftenKeepsTheNewestFew() {
        for (int i = 0; i < 7; i++) {
            register.rotate(key);
        }
        assertThat(clients.get(acme.id()).secrets()).hasSize(5);
    }

    @Test
    void secretsAreStoredSealed() {
        byte[] key = acme.secrets().getFirst().key();
        Optional<byte[]> sealed = jdbc.sql("select sealed from client_secrets where client_id = ?")
                .param(acme.id())
                .query(byte[].class)
                .optional();
        assertThat(new String(sealed.orElseThrow(), ISO_8859_1)).doesNotContain(new String(key, ISO_8859_1));
        assertThat(sealed.orElseThrow()).hasSize(16 + key.length + 16);
    }

    @Test
    void aStartWithAnotherKeyStopsThere() {
        SecretBox other = new SecretBox(Base64.getEncoder().encodeToString(new byte[32]));
        assertThatThrownBy(() -> new SecretCheck(jdbc, other).afterSingletonsInstantiated())
                .isInstanceOf(CannotStart.class);
        new SecretCheck(jdbc, box).afterSingletonsInstantiated();
    }

    @Test
    void aStartWithAnotherKeyStopsAlsoWhileThereIsNoSecretYet() {
        transactions.executeWithoutResult(status -> {
            status.setRollbackOnly();
            jdbc.sql("delete from client_secrets").update();
            new SecretCheck(jdbc, box).afterSingletonsInstantiated();
            SecretBox other = new SecretBox(Base64.getEncoder().encodeToString(new byte[32]));
            assertThatThrownBy(() -> new SecretCheck(jdbc, other).afterSingletonsInstantiated())
                    .isInstanceOf(CannotStart.class);
        });
    }
}
