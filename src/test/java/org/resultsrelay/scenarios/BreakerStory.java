package org.resultsrelay.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.resultsrelay.support.ClientCompany;
import org.resultsrelay.support.ClientStory;
import org.resultsrelay.support.Platform;
import org.resultsrelay.support.Push;
import org.springframework.jdbc.core.JdbcTemplate;

/** An endpoint that is down costs one probe at a time, and comes back to the newest of everything. */
class BreakerStory extends ClientStory {

    private static final int USERS = 2_000;
    private static final int RESULTS = 3;

    @Test
    void aDeadEndpointCostsOneProbeNotOneRetryPerUser() {
        acme.answers(503);
        postsOfEveryUser(1);
        await().untilAsserted(() -> assertThat(breaker()).isEqualTo("open"));
        postsOfEveryUser(2);
        postsOfEveryUser(3);
        await().untilAsserted(() -> assertThat(acme.received()).hasSizeGreaterThanOrEqualTo(14));
        assertThat(acme.received().size()).as("a few requests, then probes").isLessThan(USERS / 10);

        String waiting = admin.get("/api/v1/users/" + acme.key() + "/u-1999").text("explanation");
        assertThat(waiting)
                .contains(acme.key() + "'s breaker has been open since")
                .contains("next probe at")
                .contains("2000 users wait");

        int failed = acme.received().size();
        acme.accepts();
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            assertThat(breaker()).isEqualTo("closed");
            nobodyWaits();
        });
        assertThat(acme.received().size() - failed)
                .as("pushes after the outage: each user's newest, once")
                .isBetween(USERS, USERS + 20);
        assertThat(IntStream.range(0, USERS).allMatch(n -> newestIsComplete("u-" + n)))
                .isTrue();
    }

    @Test
    void aCompanyThatFailsAgainWhileItRecoversIsLeftAloneAgain() {
        acme.answers(500);
        IntStream.range(0, 50).forEach(n -> platform.posts("u-" + n, "t-1", 10));
        await().untilAsserted(() -> assertThat(breaker()).isEqualTo("open"));
        int failed = acme.received().size();
        acme.does(exchange -> ClientCompany.answer(exchange, acme.received().size() <= failed + 2 ? 204 : 500));
        await().untilAsserted(() -> {
            assertThat(acme.received()).hasSizeGreaterThanOrEqualTo(failed + 3);
            assertThat(breaker()).isEqualTo("open");
        });
        acme.accepts();
        await().untilAsserted(this::nobodyWaits);
    }

    @Test
    void whileTheBreakerIsOpenUsersWaitWithoutSpendingAttempts() {
        acme.isDown();
        IntStream.range(0, 30).forEach(n -> platform.posts("u-" + n, "t-1", 10));
        await().untilAsserted(() -> assertThat(breaker()).isEqualTo("open"));
        await().during(Duration.ofMillis(500))
                .untilAsserted(() -> assertThat(spentAttempts()).isLessThanOrEqualTo(16));
        acme.isUp();
        await().atMost(Duration.ofSeconds(90)).untilAsserted(this::nobodyWaits);
    }

    private long spentAttempts() {
        Integer sum = relay.getBean(JdbcTemplate.class)
                .queryForObject(
                        "select sum(attempts) from deliveries d join clients c on c.id = d.client_id where c.key = ?",
                        Integer.class,
                        acme.key());
        return sum == null ? 0 : sum;
    }

    private void postsOfEveryUser(int test) {
        for (int from = 0; from < USERS; from += 500) {
            String events = IntStream.range(from, from + 500)
                    .mapToObj(n -> Platform.event("e-" + acme.key() + "-" + n + "-" + test, "u-" + n, "t-" + test, 10))
                    .collect(Collectors.joining(",", "[", "]"));
            assertThat(platform.sends(events).status()).isEqualTo(202);
        }
    }

    private String breaker() {
        return admin.get("/api/v1/clients/" + acme.key())
                .json()
                .at("/state/breaker")
                .asString();
    }

    private boolean newestIsComplete(String user) {
        List<Push> all = acme.received(user);
        return acme.newest(user).orElseThrow().totals().path("tests_completed").asInt() == RESULTS && !all.isEmpty();
    }
}
