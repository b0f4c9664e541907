package org.resultsrelay.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.resultsrelay.support.ClientStory;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** A client company's server that takes requests and never answers them. */
@TestPropertySource(properties = "relay.delivery.timeout=1s")
class SilentEndpointStory extends ClientStory {

    @BeforeEach
    void acmeHangs() {
        acme.hangs();
    }

    @Test
    void aTimeoutIsAFailureAndTheNewestIsTriedAgain() {
        platform.posts("u-1", "t-1", 10);
        await().untilAsserted(() -> assertThat(acme.received()).isNotEmpty());
        platform.posts("u-1", "t-2", 10);
        acme.accepts();
        assertThat(acme.awaits("u-1", 2).totals().path("tests_completed").asInt())
                .isEqualTo(2);
        assertThat(acme.received("u-1").getFirst().revision()).isEqualTo(1);
    }

    @Test
    void theConformanceTestLeavesItAloneAfterTheFirstMessage() {
        JsonNode report = admin.post("/api/v1/clients/" + acme.key() + "/conformance", null)
                .json();
        assertThat(acme.received()).hasSize(1);
        assertThat(report.path("checks")
                        .valueStream()
                        .filter(check -> check.path("verdict").asString().equals("failed"))
                        .map(check -> check.path("name").asString()))
                .containsExactly("new_summary_is_confirmed");
        assertThat(report.path("conforms").asBoolean()).isFalse();
    }
}
