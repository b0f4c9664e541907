package org.resultsrelay.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.resultsrelay.support.Api;
import org.resultsrelay.support.Api.Answer;
import org.resultsrelay.support.DatabaseAway;
import org.resultsrelay.support.RelayTest;
import org.resultsrelay.support.SettableClock;
import org.resultsrelay.support.StillClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;

@RelayTest
@Import(StillClock.class)
class DatabaseAwayIT {

    @Autowired
    private ApplicationContext relay;

    @Autowired
    private SettableClock clock;

    @Test
    void whoIsKnownPassesAndNobodyIsCalledUnknown() throws Exception {
        Api admin = Api.admin(relay);
        String path = "/api/v1/probe/numbers/1";
        assertThat(admin.get(path).status()).isEqualTo(200);
        DatabaseAway.during(relay.getEnvironment(), () -> {
            clock.advance(Duration.ofHours(1));
            assertThat(admin.get(path).status()).isEqualTo(200);
            unavailable(admin.as("rr_never-seen-before").get(path));
            unavailable(admin.get("/api/v1/clients"));
            unavailable(admin.get("/api/v1/clients/acme"));
        });
        await().untilAsserted(
                        () -> assertThat(admin.get("/api/v1/clients").status()).isEqualTo(200));
        assertThat(admin.as("rr_never-seen-before").get(path).status()).isEqualTo(401);
    }

    private static void unavailable(Answer answer) {
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.problem()).isEqualTo("storage-unavailable");
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isPositive();
    }
}
