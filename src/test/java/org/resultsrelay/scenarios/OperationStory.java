package org.resultsrelay.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.resultsrelay.support.Api;
import org.resultsrelay.support.ClientStory;

/** What whoever runs the relay can see of it. */
class OperationStory extends ClientStory {

    @Test
    void metricsTellOfWebhooksPushesAndWhoWaits() {
        platform.posts("u-1", "t-1", 10);
        acme.awaits("u-1", 1);
        platform.sends("{}");
        acme.answers(500);
        platform.posts("u-2", "t-1", 10);
        acme.awaits("u-2", 1);
        String client = "client=\"" + acme.key() + "\"";
        await().untilAsserted(() -> assertThat(metrics())
                .contains("relay_webhooks_total{outcome=\"accepted\"}")
                .contains("relay_webhooks_total{outcome=\"rejected\"}")
                .contains("relay_webhooks_requests_seconds_count")
                .doesNotContain("uri=\"/api/v1/webhooks/results\"")
                .contains("relay_push_attempts_total{" + client + ",outcome=\"accepted\"} 1.0")
                .contains("relay_push_attempts_total{" + client + ",outcome=\"failed\"}")
                .contains("relay_push_duration_seconds_count{" + client + ",outcome=\"accepted\"} 1")
                .contains("relay_users_waiting{" + client + "} 1.0")
                .containsPattern("relay_oldest_undelivered_age_seconds\\{" + client + "} [1-9]"));
    }

    private String metrics() {
        return admin.get("/actuator/prometheus").http().body();
    }

    @Test
    void aCompanyThatIsDownDoesNotMakeTheRelayUnready() {
        acme.isDown();
        platform.posts("u-1", "t-1", 10);
        await().untilAsserted(() -> assertThat(stateOf("u-1")).isEqualTo("retrying"));
        assertThat(Api.anonymous(relay).get("/actuator/health/readiness").status())
                .isEqualTo(200);
        assertThat(Api.anonymous(relay).get("/actuator/health/liveness").status())
                .isEqualTo(200);
    }
}
