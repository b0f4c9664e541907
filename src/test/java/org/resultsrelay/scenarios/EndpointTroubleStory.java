package org.resultsrelay.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.resultsrelay.support.ClientCompany;
import org.resultsrelay.support.ClientStory;
import org.resultsrelay.support.Push;
import org.resultsrelay.support.RawServer;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What the relay does when a client company's server does not do what it should. */
@ExtendWith(OutputCaptureExtension.class)
class EndpointTroubleStory extends ClientStory {

    /** Long enough for several attempts, had there been any. */
    private static final Duration A_WHILE = Duration.ofMillis(700);

    @Test
    void afterAnOutageTheNewestSummaryArrivesOnce() {
        acme.isDown();
        IntStream.rangeClosed(1, 100).forEach(n -> platform.posts("u-1", "t-" + n, 10));
        await().untilAsserted(() -> assertThat(stateOf("u-1")).isEqualTo("held_back"));
        acme.isUp();
        assertThat(acme.awaits("u-1", 100).totals().path("tests_completed").asInt())
                .isEqualTo(100);
        await().untilAsserted(() -> assertThat(stateOf("u-1")).isEqualTo("delivered"));
        assertThat(acme.received("u-1")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 422})
    void aRefusedSummaryIsSetAsideUntilItsContentChanges(int status) {
        acme.answers(status);
        platform.posts("u-" + status, "t-1", 10);
        await().untilAsserted(() -> assertThat(stateOf("u-" + status)).isEqualTo("set_aside"));
        await().during(A_WHILE)
                .untilAsserted(() -> assertThat(acme.received("u-" + status)).hasSize(1));
        acme.accepts();
        platform.posts("u-" + status, "t-2", 10);
        acme.awaits("u-" + status, 2);
        await().untilAsserted(() -> assertThat(stateOf("u-" + status)).isEqualTo("delivered"));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 409, 413, 415, 418, 422})
    void oneUsersRefusalStopsNobodyElse(int status) {
        boolean once = List.of(400, 409, 413, 415, 422).contains(status);
        acme.answersEach(push -> push.userId().equals("u-0") ? status : 204);
        platform.posts("u-0", "t-1", 10);
        await().untilAsserted(() -> assertThat(acme.received("u-0")).hasSizeGreaterThanOrEqualTo(once ? 1 : 4));
        assertThat(breaker()).as("while it alone is pushed").isEqualTo("closed");
        IntStream.rangeClosed(1, 20).forEach(n -> platform.posts("u-" + n, "t-1", 10));
        await().untilAsserted(() -> assertThat(IntStream.rangeClosed(1, 20).mapToObj(n -> stateOf("u-" + n)))
                .containsOnly("delivered"));
        assertThat(breaker()).isEqualTo("closed");
        await().untilAsserted(() -> assertThat(stateOf("u-0")).isEqualTo(once ? "set_aside" : "retrying"));
        assertThat(admin.get("/api/v1/users/" + acme.key() + "/u-0").text("explanation"))
                .contains("answered " + status, "this user", "/retry");
        if (once) {
            assertThat(acme.received("u-0")).hasSize(1);
        }
        acme.accepts();
        admin.post("/api/v1/users/" + acme.key() + "/u-0/retry", null);
        await().untilAsserted(() -> assertThat(stateOf("u-0")).isEqualTo("delivered"));
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404})
    void whatEveryUserMeetsIsTheCompanysTrouble(int status) {
        acme.answers(status);
        platform.posts("u-1", "t-1", 10);
        platform.posts("u-2", "t-1", 10);
        await().untilAsserted(() -> assertThat(breaker()).isEqualTo("open"));
        await().untilAsserted(() -> assertThat(
                        admin.get("/api/v1/users/" + acme.key() + "/u-1").text("explanation"))
                .contains("breaker has been open", "answered " + status));
        acme.accepts();
        await().untilAsserted(this::nobodyWaits);
    }

    private String breaker() {
        return admin.get("/api/v1/clients/" + acme.key())
                .json()
                .at("/state/breaker")
                .asString();
    }

    @Test
    void goneForGoodPausesTheClientUntilItIsResumed() {
        acme.answers(410);
        platform.posts("u-1", "t-1", 10);
        await().untilAsserted(() -> assertThat(stateOf("u-1")).isEqualTo("paused"));
        assertThat(admin.get("/api/v1/audit?action=pauseClient&client=" + acme.key())
                        .json()
                        .path("items"))
                .singleElement()
                .extracting(
                        deed -> deed.path("actor").asString(),
                        deed -> deed.path("via").asString(),
                        deed -> deed.path("detail").asString())
                .containsExactly("relay", "relay", "Its endpoint answered 410 Gone.");
        platform.posts("u-2", "t-1", 10);
        await().during(A_WHILE).untilAsserted(() -> assertThat(acme.received()).hasSize(1));
        acme.accepts();
        admin.post("/api/v1/clients/" + acme.key() + "/resume", null);
        acme.awaits("u-2", 1);
        await().untilAsserted(() -> assertThat(stateOf("u-1")).isEqualTo("delivered"));
    }

    /** 422 would set the user aside, 429 and 503 hold the company back for a day, and 410 pause it. */
    @ParameterizedTest
    @ValueSource(ints = {410, 422, 429, 503})
    void whatTheFormerEndpointAnswersCountsForNothing(int status) {
        var moved = new CountDownLatch(1);
        try (ClientCompany elsewhere = ClientCompany.joins(admin, "elsewhere-" + status)) {
            acme.does(exchange -> {
                awaits(moved);
                exchange.getResponseHeaders().add("Retry-After", "86400");
                ClientCompany.answer(exchange, status);
            });
            IntStream.rangeClosed(1, 3).forEach(n -> platform.posts("u-" + n, "t-1", 10));
            await().untilAsserted(() -> assertThat(acme.received()).hasSize(3));
            admin.patch("/api/v1/clients/" + acme.key(), "{\"endpoint_url\":\"" + elsewhere.url() + "\"}");
            moved.countDown();
            await().untilAsserted(() -> assertThat(elsewhere.received())
                    .extracting(Push::userId)
                    .containsExactlyInAnyOrder("u-1", "u-2", "u-3"));
            await().untilAsserted(this::nobodyWaits);
            assertThat(admin.get("/api/v1/clients/" + acme.key())
                            .json()
                            .at("/state/paused")
                            .asBoolean())
                    .isFalse();
            assertThat(breaker()).isEqualTo("closed");
            assertThat(acme.received()).hasSize(3);
        }
    }

    private static void awaits(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aRedirectIsAFailureAndNeverFollowed() {
        try (ClientCompany elsewhere = ClientCompany.joins(admin, "elsewhere")) {
            acme.answers(307, "Location", elsewhere.url());
            platform.posts("u-1", "t-1", 10);
            await().untilAsserted(() -> assertThat(acme.received()).hasSizeGreaterThanOrEqualTo(2));
            assertThat(elsewhere.received()).isEmpty();
            assertThat(admin.get("/api/v1/users/" + acme.key() + "/u-1/timeline")
                            .json()
                            .at("/pushes/0/outcome")
                            .asString())
                    .isEqualTo("failed");
        }
    }

    @Test
    void retryAfterIsObeyed() {
        acme.answers(429, "Retry-After", "2");
        long asked = System.nanoTime();
        platform.posts("u-1", "t-1", 10);
        await().untilAsserted(() -> assertThat(acme.received()).hasSize(1));
        acme.accepts();
        platform.posts("u-2", "t-1", 10);
        await().untilAsserted(() -> assertThat(acme.received()).hasSizeGreaterThanOrEqualTo(2));
        assertThat(Duration.ofNanos(System.nanoTime() - asked)).isGreaterThan(Duration.ofMillis(1900));
        acme.awaits("u-1", 1);
        acme.awaits("u-2", 1);
    }

    @Test
    void anEndlessAnswerIsCutOffAndItsStatusCounts() {
        acme.does(exchange -> {
            try {
                exchange.sendResponseHeaders(200, 0);
                byte[] much = new byte[8192];
                while (true) {
                    exchange.getResponseBody().write(much);
                }
            } catch (IOException e) {
                exchange.close(); // the relay has hung up, as it should
            }
        });
        platform.posts("u-1", "t-1", 10);
        await().untilAsserted(() -> assertThat(stateOf("u-1")).isEqualTo("delivered"));
        assertThat(admin.get("/api/v1/users/" + acme.key() + "/u-1/timeline")
                        .json()
                        .at("/pushes/0/answer")
                        .asString())
                .hasSizeLessThanOrEqualTo(8192);
    }

    @Test
    void aPrivateTargetIsRefusedWithWordsThatSayHowToAllowIt() {
        assertThat(admin.patch("/api/v1/clients/" + acme.key(), "{\"endpoint_url\":\"http://10.0.0.1/summaries\"}")
                        .errors())
                .singleElement()
                .asString()
                .contains("RELAY_DELIVERY_ALLOWED_PRIVATE_TARGETS");
    }

    @Test
    void logAndTimelineSayWhyAPushFailed(CapturedOutput output) {
        acme.isDown();
        platform.posts("u-1", "t-1", 10);
        await().untilAsserted(() -> assertThat(output.getAll())
                .containsPattern(acme.key() + " u-1 revision 1: unreachable in \\d+ ms: connection refused"));
        await().untilAsserted(() -> assertThat(timelineOf("u-1")).contains("connection refused"));
        assertThat(timelineOf("u-1"))
                .containsPattern("was sent revision 1: unreachable after \\d+ ms[^\"]*: connection refused");
    }

    private String timelineOf(String userId) {
        return admin.get("/api/v1/users/" + acme.key() + "/" + userId + "/timeline")
                .json()
                .path("steps")
                .toString();
    }

    @Test
    void aServerThatClosesConnectionsWithoutSayingSoGetsEverySummaryOnce() {
        try (RawServer silent = RawServer.that(peer -> {
            peer.awaitsRequest();
            peer.says("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        })) {
            admin.patch("/api/v1/clients/" + acme.key(), "{\"endpoint_url\":\"" + silent.url() + "\"}");
            IntStream.rangeClosed(1, 100).forEach(n -> platform.posts("u-" + n, "t-1", 10));
            await().untilAsserted(this::nobodyWaits);
            assertThat(silent.requests()).hasSize(100);
            assertThat(IntStream.rangeClosed(1, 100).mapToObj(n -> timelineOf("u-" + n)))
                    .noneMatch(steps -> steps.contains("unreachable"));
        }
    }
}
