package org.resultsrelay.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.resultsrelay.support.Api.Answer;
import org.resultsrelay.support.ClientCompany;
import org.resultsrelay.support.ClientStory;
import org.resultsrelay.support.Push;
import org.springframework.jdbc.core.JdbcTemplate;

/** The relay's database was restored from a backup that is older than what the client companies hold. */
class EpochStory extends ClientStory {

    private Answer raise(@Nullable String json) {
        return admin.post("/api/v1/clients/" + acme.key() + "/epoch", json);
    }

    private JdbcTemplate database() {
        return relay.getBean(JdbcTemplate.class);
    }

    /** The user with five of its results, all delivered, as a backup would have it. */
    private void restoreToRevision5(String user) {
        database().update("delete from results where user_id = ? and test_id > 't-5'", id(user));
        database().update("update users set revision = 5 where id = ?", id(user));
        database().update("update deliveries set wanted = 5, delivered = 5 where user_id = ?", id(user));
    }

    private long id(String user) {
        Long id = database().queryForObject("""
                        select u.id from users u join clients c on c.id = u.client_id
                        where c.key = ? and u.external_id = ?
                        """, Long.class, acme.key(), user);
        return Objects.requireNonNull(id);
    }

    private Push atTheCompany(String user) {
        return acme.newest(user).orElseThrow();
    }

    @Test
    void theCompanyTakesWhatTheRestoredRelayHas() {
        IntStream.rangeClosed(1, 7).forEach(n -> platform.posts("u-1", "t-" + n, 10));
        acme.awaits("u-1", 7);
        await().untilAsserted(() -> assertThat(stateOf("u-1")).isEqualTo("delivered"));
        restoreToRevision5("u-1");
        acme.knowsThatTheRelayWasRestored();
        platform.posts("u-1", "t-8", 10);
        acme.awaits("u-1", 6);
        assertThat(atTheCompany("u-1").revision()).isEqualTo(7); // 6 is stale to the company: it would stay wrong
        assertThat(raise(null).json().path("epoch").asInt()).isEqualTo(2);
        await().untilAsserted(() -> assertThat(atTheCompany("u-1").epoch()).isEqualTo(2));
        assertThat(atTheCompany("u-1").revision()).isEqualTo(6);
        assertThat(atTheCompany("u-1").totals().path("tests_completed").asInt()).isEqualTo(6);
        await().untilAsserted(() -> assertThat(stateOf("u-1")).isEqualTo("delivered"));
    }

    @Test
    void anAnswerToAPushOfTheOldEpochConfirmsNothingOfTheNewOne() {
        AtomicBoolean first = new AtomicBoolean(true);
        acme.does(exchange -> {
            if (first.getAndSet(false)) {
                raise(null);
                await().untilAsserted(this::everyoneIsWantedAgain);
            }
            ClientCompany.answer(exchange, 204);
        });
        platform.posts("u-1", "t-1", 10);
        await().untilAsserted(() -> assertThat(acme.received("u-1")).hasSize(2));
        assertThat(acme.received("u-1")).extracting(Push::epoch).containsExactly(1L, 2L);
        assertThat(acme.received("u-1")).extracting(Push::revision).containsExactly(1L, 1L);
        await().untilAsserted(() -> assertThat(stateOf("u-1")).isEqualTo("delivered"));
        assertThat(database()
                        .queryForObject(
                                "select count(*) from attempts where user_id = ? and outcome = 'accepted'",
                                Long.class,
                                id("u-1")))
                .isEqualTo(
                        2); // the first was answered in time: it is the epoch, not a timeout, that had it pushed again
    }

    private void everyoneIsWantedAgain() {
        assertThat(database().queryForObject("select count(*) from renewals", Long.class))
                .isZero();
    }

    @Test
    void aRefusalInTheOldEpochSetsNobodyAsideInTheNewOne() {
        AtomicBoolean first = new AtomicBoolean(true);
        acme.does(exchange -> {
            boolean old = first.getAndSet(false);
            if (old) {
                raise(null);
                await().untilAsserted(this::everyoneIsWantedAgain);
            }
            ClientCompany.answer(exchange, old ? 422 : 204);
        });
        platform.posts("u-1", "t-1", 10);
        await().untilAsserted(() -> assertThat(stateOf("u-1")).isEqualTo("delivered"));
        assertThat(atTheCompany("u-1").epoch()).isEqualTo(2);
    }

    @Test
    void aUserWhoIsNewAfterwardsIsInTheNewEpoch() {
        assertThat(raise("{\"at_least\":5}").json().path("epoch").asInt()).isEqualTo(5);
        platform.posts("u-1", "t-1", 10);
        assertThat(acme.awaits("u-1", 1).epoch()).isEqualTo(5);
        assertThat(raise("{\"at_least\":3}").json().path("epoch").asInt()).isEqualTo(6);
        await().untilAsserted(() -> assertThat(atTheCompany("u-1").epoch()).isEqualTo(6));
        assertThat(raise("{\"at_least\":0}").problem()).isEqualTo("invalid-request");
    }

    @Test
    void manyUsersAreWantedAgainInBatches() {
        platform.posts("u-1", "t-1", 10);
        acme.awaits("u-1", 1);
        database().update("""
                insert into users (client_id, external_id, created_at)
                select client_id, 'many-' || n, created_at from users, generate_series(1, 1100) n where id = ?
                """, id("u-1"));
        database().update("""
                insert into deliveries (user_id, client_id, wanted, delivered, wanted_since, due_at)
                select u.id, u.client_id, 1, 1, u.created_at, u.created_at
                from users u where client_id = (select client_id from users where id = ?) and external_id like 'many-%'
                """, id("u-1"));
        raise(null);
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(acme.received().stream()
                                .filter(push -> push.epoch() == 2)
                                .count())
                        .isEqualTo(1101));
        assertThat(acme.received().stream().filter(push -> push.epoch() == 2).map(Push::userId))
                .doesNotHaveDuplicates();
    }
}
