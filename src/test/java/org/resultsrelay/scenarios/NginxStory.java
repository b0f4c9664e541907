package org.resultsrelay.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.resultsrelay.runtime.DataDirectory;
import org.resultsrelay.support.Http;
import org.resultsrelay.support.Nginx;
import org.resultsrelay.support.RelayTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.json.JsonMapper;

/** The running relay, as the outside meets it through nginx. */
@RelayTest
class NginxStory {

    private static final String WEBHOOKS = "/api/v1/webhooks/results";

    @LocalServerPort
    private int port;

    @Autowired
    private DataDirectory data;

    @Autowired
    private JsonMapper json;

    private Nginx nginx;

    @BeforeEach
    void start() throws IOException {
        nginx = Nginx.before(port);
    }

    @AfterEach
    void stop() throws IOException {
        nginx.close();
    }

    @Test
    void aWebhookComesThroughAndIsAccepted() throws IOException {
        String platform = "Bearer " + intakeToken();
        HttpResponse<String> answer = Http.post(nginx.url(WEBHOOKS), event("e-1"), "Authorization", platform);
        assertThat(answer.body()).isEqualTo("{\"event_id\":\"e-1\",\"status\":\"accepted\"}");
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(Http.post(nginx.url(WEBHOOKS), event("e-1"), "Authorization", platform)
                        .body())
                .contains("duplicate");
    }

    @Test
    void theRelaysOwnRefusalsComeThroughUnchanged() throws IOException {
        HttpResponse<String> direct = Http.post(inside(WEBHOOKS), event("e-2"));
        HttpResponse<String> through = Http.post(nginx.url(WEBHOOKS), event("e-2"));
        assertThat(through.statusCode()).isEqualTo(401).isEqualTo(direct.statusCode());
        assertThat(through.body()).isEqualTo(direct.body());
        assertThat(through.headers().firstValue("Content-Type"))
                .isEqualTo(direct.headers().firstValue("Content-Type"));
    }

    @Test
    void theActuatorIsThereInsideAndNotOutside() throws IOException {
        String admin = "Bearer " + adminToken();
        assertThat(Http.get(inside("/actuator"), "Authorization", admin).statusCode())
                .isEqualTo(200);
        assertThat(Http.get(nginx.url("/actuator"), "Authorization", admin).statusCode())
                .isEqualTo(404);
        assertThat(Http.get(nginx.url("/actuator/health")).statusCode()).isEqualTo(200);
    }

    private URI inside(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** A token for the platform of a client that is paused, so that nothing is pushed. */
    private String intakeToken() throws IOException {
        String admin = "Bearer " + adminToken();
        URI client = nginx.url("/api/v1/clients/behind-nginx");
        Http.put(
                client,
                "{\"name\":\"Behind nginx\",\"endpoint_url\":\"https://client.example/hook\"}",
                "Authorization",
                admin);
        Http.post(URI.create(client + "/pause"), "{\"reason\":\"a test\"}", "Authorization", admin);
        HttpResponse<String> made = Http.post(
                URI.create(client + "/tokens"), "{\"name\":\"platform\",\"scope\":\"intake\"}", "Authorization", admin);
        return json.readTree(made.body()).path("token").asString();
    }

    private String adminToken() {
        return data.find("admin-token").orElseThrow();
    }

    private static String event(String id) {
        return """
                {"event_id": "%s", "type": "test.completed", "user": {"id": "u-17"},
                 "result": {"test_id": "t-9", "score": 17, "max_score": 20, "completed_at": "2026-11-21T09:59:58Z"}}
                """.formatted(id);
    }
}
