package org.resultsrelay.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.resultsrelay.support.Api;
import org.resultsrelay.support.ClientStory;
import org.resultsrelay.support.Platform;
import org.resultsrelay.support.Push;
import tools.jackson.databind.JsonNode;

/** From a platform's webhook to the client company's server. */
class RelayStory extends ClientStory {

    @Test
    void aWebhookBecomesASignedSummary() {
        platform.posts("u-17", "t-1", 17);
        Push push = acme.awaits("u-17", 1);
        assertThat(push.isSignedWith(acme.secret())).isTrue();
        assertThat(push.isSignedWith("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")).isFalse();
        assertThat(push.json().path("type").asString()).isEqualTo("user.summary.updated");
        assertThat(push.header("traceparent")).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
        assertThat(push.header("User-Agent")).startsWith("results-relay/");
        JsonNode totals = push.totals();
        assertThat(totals.path("tests_completed").asInt()).isEqualTo(1);
        assertThat(totals.path("score").asDouble()).isEqualTo(17);
        assertThat(totals.path("percent").asDouble()).isEqualTo(85);
    }

    @Test
    void aRegradeReplacesTheEarlierResultAndRaisesTheRevision() {
        platform.posts("u-1", "t-1", 10);
        acme.awaits("u-1", 1);
        platform.posts("u-1", "t-1", 15);
        assertThat(acme.awaits("u-1", 2).totals().path("score").asInt()).isEqualTo(15);
    }

    @Test
    void aProvisionalResultCountsOnItsOwnUntilItIsFinal() {
        platform.sends(Platform.event("p-1", "u-1", "t-1", 10, ",\"status\":\"provisional\""));
        JsonNode before = acme.awaits("u-1", 1).totals();
        assertThat(before.path("tests_provisional").asInt()).isEqualTo(1);
        assertThat(before.path("tests_completed").asInt()).isZero();
        assertThat(before.path("percent").isNull()).isTrue();
        platform.sends(Platform.event("p-2", "u-1", "t-1", 12));
        JsonNode after = acme.awaits("u-1", 2).totals();
        assertThat(after.path("tests_provisional").asInt()).isZero();
        assertThat(after.path("score").asInt()).isEqualTo(12);
    }

    @Test
    void aRetryCarriesTheSameWebhookIdAndNewContentANewOne() {
        acme.answers(500);
        platform.posts("u-1", "t-1", 10);
        acme.awaits("u-1", 1);
        acme.accepts();
        await().untilAsserted(() -> assertThat(acme.received("u-1")).hasSizeGreaterThanOrEqualTo(2));
        assertThat(acme.received("u-1"))
                .extracting(push -> push.header("webhook-id"))
                .containsOnly(acme.received("u-1").getFirst().header("webhook-id"));
        platform.posts("u-1", "t-2", 10);
        assertThat(acme.awaits("u-1", 2).header("webhook-id"))
                .isNotEqualTo(acme.received("u-1").getFirst().header("webhook-id"));
    }

    @Test
    void theAdministratorCanAskWhyItHasOrHasNotArrived() {
        platform.posts("u/1", "t-1", 10);
        acme.awaits("u/1", 1);
        String path = "/api/v1/users/" + acme.key() + "/u%2F1";
        await().untilAsserted(() -> assertThat(admin.get(path).text("state")).isEqualTo("delivered"));
        Api.Answer timeline = admin.get(path + "/timeline");
        assertThat(timeline.json().path("results").size()).isEqualTo(1);
        assertThat(timeline.json().path("pushes").get(0).path("outcome").asString())
                .isEqualTo("accepted");
        admin.post("/api/v1/clients/" + acme.key() + "/pause", "{\"reason\":\"they move house\"}");
        platform.posts("u/1", "t-2", 10);
        Api.Answer waiting = admin.get(path);
        assertThat(waiting.text("state")).isEqualTo("paused");
        assertThat(waiting.text("explanation")).contains("they move house").contains("/resume");
        assertThat(waiting.json().path("wanted_revision").asInt()).isEqualTo(2);
        assertThat(waiting.json().path("delivered_revision").asInt()).isEqualTo(1);
        admin.post("/api/v1/clients/" + acme.key() + "/resume", null);
        acme.awaits("u/1", 2);
    }

    @Test
    void resyncPushesEveryUserAgainWithoutRaisingRevisions() {
        platform.posts("u-1", "t-1", 10);
        platform.posts("u-2", "t-1", 10);
        acme.awaits("u-1", 1);
        acme.awaits("u-2", 1);
        await().untilAsserted(() -> assertThat(admin.get("/api/v1/clients/" + acme.key())
                        .json()
                        .at("/state/waiting_users")
                        .asInt())
                .isZero());
        assertThat(admin.post("/api/v1/clients/" + acme.key() + "/resync", null)
                        .json()
                        .path("users")
                        .asInt())
                .isEqualTo(2);
        await().untilAsserted(() -> assertThat(acme.received()).hasSize(4));
        assertThat(acme.received()).extracting(Push::revision).containsOnly(1L);
    }

    @Test
    void aTestPushShowsTheWholeAnswer() {
        acme.answers(418);
        Api.Answer answer = admin.post("/api/v1/clients/" + acme.key() + "/test-push", null);
        assertThat(answer.text("outcome")).isEqualTo("failed");
        assertThat(answer.json().path("status").asInt()).isEqualTo(418);
        assertThat(acme.received().getFirst().isSignedWith(acme.secret())).isTrue();
    }
}
