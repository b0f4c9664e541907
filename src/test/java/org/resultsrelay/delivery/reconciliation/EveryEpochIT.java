package org.resultsrelay.delivery.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.resultsrelay.support.Api;
import org.resultsrelay.support.Api.Answer;
import org.resultsrelay.support.RelayTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** A restore concerns all client companies, so their epochs rise together. */
@RelayTest
class EveryEpochIT {

    @Autowired
    private ApplicationContext relay;

    private Api admin;

    @BeforeEach
    void twoClients() {
        admin = Api.admin(relay);
        for (String key : new String[] {"epoch-a", "epoch-b"}) {
            admin.put("/api/v1/clients/" + key, "{\"name\":\"E\",\"endpoint_url\":\"https://e.example/\"}");
        }
    }

    private int epoch(String key) {
        return admin.get("/api/v1/clients/" + key + "/digests")
                .json()
                .path("epoch")
                .asInt();
    }

    @Test
    void oneCommandRaisesAll() {
        assertThat(epoch("epoch-a")).isEqualTo(1);
        admin.post("/api/v1/clients/epoch-a/epoch", "{\"at_least\":7}");
        assertThat(epoch("epoch-a")).isEqualTo(7);
        assertThat(epoch("epoch-b")).isEqualTo(1);
        Answer all = admin.post("/api/v1/epoch", "{\"at_least\":3}");
        assertThat(all.status()).isEqualTo(202);
        assertThat(all.json().path("clients").asInt()).isGreaterThanOrEqualTo(2);
        assertThat(epoch("epoch-a")).isEqualTo(8);
        assertThat(epoch("epoch-b")).isEqualTo(3);
    }

    @Test
    void aClientThatIsNoneIsRefused() {
        assertThat(admin.post("/api/v1/clients/nobody/epoch", null).problem()).isEqualTo("unknown-client");
        assertThat(admin.post("/api/v1/clients/nobody/conformance", null).problem())
                .isEqualTo("unknown-client");
    }
}
