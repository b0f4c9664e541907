package org.resultsrelay.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.resultsrelay.support.Api;
import org.resultsrelay.support.ClientStory;
import org.resultsrelay.support.Nginx;

/** The running relay, as the outside meets it through nginx. */
class NginxStory extends ClientStory {

    private Nginx nginx;

    @BeforeEach
    void nginxComesBefore() throws IOException {
        nginx = Nginx.before(admin.base().getPort());
    }

    @AfterEach
    void nginxGoes() throws IOException {
        nginx.close();
    }

    @Test
    void aWebhookComesThroughAndBecomesASummary() {
        platform.at(nginx.api()).posts("u-17", "t-1", 17);
        assertThat(acme.awaits("u-17", 1).isSignedWith(acme.secret())).isTrue();
    }

    @Test
    void theRelaysOwnRefusalsComeThroughUnchanged() {
        Api.Answer inside = Api.anonymous(relay).post("/api/v1/webhooks/results", "{}");
        Api.Answer outside = nginx.api().post("/api/v1/webhooks/results", "{}");
        assertThat(outside.status()).isEqualTo(401).isEqualTo(inside.status());
        assertThat(outside.http().body()).isEqualTo(inside.http().body());
        assertThat(outside.header("Content-Type")).isEqualTo(inside.header("Content-Type"));
        assertThat(outside.header("WWW-Authenticate")).isEqualTo(inside.header("WWW-Authenticate"));
    }

    @Test
    void theActuatorIsThereInsideAndNotOutside() {
        Api outside = nginx.api().as(String.valueOf(admin.token()));
        assertThat(admin.get("/actuator").status()).isEqualTo(200);
        assertThat(outside.get("/actuator").status()).isEqualTo(404);
        assertThat(outside.get("/actuator/health").status()).isEqualTo(200);
    }
}
