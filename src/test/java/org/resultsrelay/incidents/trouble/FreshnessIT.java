package org.resultsrelay.incidents.trouble;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.resultsrelay.support.AlertTest;
import org.resultsrelay.support.Api;
import org.resultsrelay.support.ClientCompany;
import org.resultsrelay.support.Platform;
import org.resultsrelay.support.SettableClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A client's backlog is told of before it is hopeless, whatever holds it. */
@AlertTest
class FreshnessIT {

    @Autowired
    private ApplicationContext relay;

    @Autowired
    private DeliveryDetector deliveries;

    @Autowired
    private SettableClock clock;

    @Autowired
    private JdbcClient jdbc;

    private Api admin;
    private String key = "";

    @BeforeEach
    void tenUsersOfAPausedClientWait() {
        admin = Api.admin(relay);
        key = "late-" + System.nanoTime();
        try (ClientCompany late = ClientCompany.joins(admin, key, "\"freshness_objective_seconds\":120")) {
            admin.post("/api/v1/clients/" + key + "/pause", "{\"reason\":\"maintenance\"}");
            Platform platform = Platform.of(admin, late);
            IntStream.range(0, 10).forEach(n -> platform.posts("u-" + n, "t-1", 10));
        }
    }

    @AfterEach
    void nobodyWaitsAnyMore() {
        jdbc.sql("update deliveries set delivered = wanted").update();
        admin.post("/api/v1/clients/" + key + "/resume", "");
    }

    private Optional<SummariesLate> late() {
        List<Trouble> findings = deliveries.findings(Map.of(), clock.instant());
        return findings.stream()
                .filter(SummariesLate.class::isInstance)
                .map(SummariesLate.class::cast)
                .filter(late -> late.client().key().startsWith("late-") && late.users() <= 10)
                .findFirst();
    }

    private void deliver(int users) {
        jdbc.sql("""
                update deliveries set delivered = wanted where user_id in (
                    select d.user_id from deliveries d join clients c on c.id = d.client_id
                    where c.key = :key and d.wanted > d.delivered order by d.user_id limit :users)
                """).param("key", key).param("users", users).update();
    }

    @Test
    void whatWaitsLongerThanTheObjectiveIsToldWithItsReasonAndAnEstimate() {
        clock.advance(Duration.ofSeconds(119));
        assertThat(late()).isEmpty();
        clock.advance(Duration.ofSeconds(2));
        assertThat(late()).hasValueSatisfying(late -> {
            assertThat(late.users()).isEqualTo(10);
            assertThat(late.pauseReason()).contains("maintenance");
            assertThat(late.clearIn()).isNull();
        });
        deliver(5);
        clock.advance(Duration.ofSeconds(60));
        assertThat(late().orElseThrow().clearIn()).isEqualTo(Duration.ofSeconds(60));
        deliver(5);
        clock.advance(Duration.ofSeconds(10)); // those who wait are counted that often
        assertThat(late()).isEmpty();
    }
}
