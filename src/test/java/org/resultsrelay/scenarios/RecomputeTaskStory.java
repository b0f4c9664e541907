package org.resultsrelay.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.resultsrelay.support.Api.Answer;
import org.resultsrelay.support.ClientCompany;
import org.resultsrelay.support.ClientStory;
import org.resultsrelay.support.Push;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** What an administrator asks for in bulk, seen by the client company. */
@TestPropertySource(properties = "relay.tasks.every=50ms")
class RecomputeTaskStory extends ClientStory {

    private static final String TASKS = "/api/v1/recompute-tasks";

    private void reported(int users) {
        IntStream.range(0, users).forEach(n -> platform.posts("u-" + n, "t-1", 10));
        await().untilAsserted(() -> assertThat(waiting()).isZero());
    }

    private long waiting() {
        return admin.get("/api/v1/clients/" + acme.key())
                .json()
                .at("/state/waiting_users")
                .asLong();
    }

    private JsonNode task(Answer made) {
        return admin.get(TASKS + "/" + made.text("id")).json().path("task");
    }

    @Test
    void aListOfUsersIsPushedAgainAndUnknownIdsAreTold() {
        reported(5);
        Answer made =
                admin.send("POST", TASKS + "?client=" + acme.key(), "u-1\nu-3\nu-99\n", "Content-Type", "text/plain");
        assertThat(made.status()).isEqualTo(201);
        await().untilAsserted(
                        () -> assertThat(task(made).path("state").asString()).isEqualTo("done"));
        await().untilAsserted(() -> assertThat(acme.received()).hasSize(7));
        assertThat(acme.received("u-1")).extracting(Push::revision).containsExactly(1L, 1L);
        assertThat(acme.received("u-3")).hasSize(2);
        assertThat(task(made).path("progress").toString())
                .isEqualTo("{\"total\":3,\"done\":2,\"pending\":0,\"unknown\":1,\"cancelled\":0}");
        assertThat(admin.get(TASKS + "/" + made.text("id") + "/unknown-ids")
                        .json()
                        .at("/items/0")
                        .asString())
                .isEqualTo("u-99");
    }

    @Test
    void liveUpdatesGoFirst() {
        reported(60);
        admin.patch("/api/v1/clients/" + acme.key(), "{\"pace\":{\"in_flight\":1}}");
        acme.does(exchange -> {
            if (acme.received().size() == 62) { // the second in bulk
                platform.posts("u-live", "t-1", 10);
            }
            slowly(exchange);
        });
        admin.post("/api/v1/clients/" + acme.key() + "/resync", null);
        acme.awaits("u-live", 1);
        List<String> order = acme.received().stream().map(Push::userId).toList();
        assertThat(order.indexOf("u-live")).as("long before the last in bulk").isLessThan(110);
        await().untilAsserted(() -> assertThat(acme.received()).hasSize(121));
    }

    private static void slowly(HttpExchange exchange) {
        await().pollDelay(Duration.ofMillis(30)).until(() -> true);
        ClientCompany.answer(exchange, 204);
    }

    @Test
    void aTaskThatIsCancelledPushesNobodyElse() {
        reported(6);
        String aMinute = "{\"pace\":{\"per_minute\":1}}"; // so that some are left, also in the last minute of a quarter
        admin.patch("/api/v1/clients/" + acme.key(), aMinute);
        Answer begun = admin.post("/api/v1/clients/" + acme.key() + "/resync?capacity=1", null);
        String task = TASKS + "/" + begun.json().at("/task/id").asString();
        await().untilAsserted(() -> assertThat(acme.received()).hasSizeGreaterThanOrEqualTo(7));
        Answer cancelled = admin.delete(task);
        assertThat(cancelled.text("state")).isEqualTo("cancelled");
        long done = cancelled.json().at("/progress/done").asLong();
        assertThat(cancelled.json().at("/progress/cancelled").asLong())
                .isEqualTo(6 - done)
                .isPositive();
        admin.patch(
                "/api/v1/clients/" + acme.key(), "{\"pace\":{\"per_minute\":null}}"); // whoever is left need not wait
        await().untilAsserted(() -> assertThat(waiting()).isZero());
        assertThat(acme.received()).hasSize((int) (6 + done));
    }

    @Test
    void aResyncThatIsOnlyAskedForPushesNobody() {
        reported(3);
        JsonNode estimate = admin.post("/api/v1/clients/" + acme.key() + "/resync?dry_run=true", null)
                .json();
        assertThat(estimate.path("users").asInt()).isEqualTo(3);
        assertThat(estimate.path("seconds_left").asInt()).isBetween(1, 60);
        await().during(Duration.ofMillis(300))
                .untilAsserted(() -> assertThat(acme.received()).hasSize(3));
    }
}
