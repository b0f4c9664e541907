package org.resultsrelay.problems;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.resultsrelay.database.DatabaseFaults;
import org.resultsrelay.database.DatabaseFaults.Streak;
import org.resultsrelay.support.Api;
import org.resultsrelay.support.Api.Answer;
import org.resultsrelay.support.DatabaseAway;
import org.resultsrelay.support.RelayTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A database that answers but does not store: a failure of nobody who asks. */
@RelayTest
@ExtendWith(OutputCaptureExtension.class)
class DatabaseFaultsIT {

    private static final String CLIENT = "{\"name\": \"C\", \"endpoint_url\": \"https://client.example/\"}";

    @Autowired
    private ApplicationContext relay;

    @Autowired
    private JdbcClient jdbc;

    private Api admin;
    private Api platform;

    @BeforeEach
    void aPlatformPosts() {
        admin = Api.admin(relay);
        String client = newClient();
        assertThat(admin.put(client, CLIENT).status()).isEqualTo(201);
        String token = admin.post(client + "/tokens", "{\"name\": \"t\", \"scope\": \"intake\"}")
                .text("token");
        platform = admin.as(token);
        assertThat(post().status()).isEqualTo(202);
    }

    @Test
    void aDatabaseThatIsReadOnlyIsAnswered503UntilNewConnectionsCanWrite(CapturedOutput output) throws Exception {
        DatabaseAway.readOnlyDuring(relay.getEnvironment(), () -> {
            for (int i = 0; i < 20; i++) {
                assertToldToComeBack(post());
            }
            assertToldToComeBack(platform.post("/api/v1/webhooks/results", "not even JSON"));
            assertToldToComeBack(admin.put(newClient(), CLIENT));
            assertThat(admin.get("/api/v1/clients").status()).isEqualTo(200);
        });
        await().untilAsserted(() -> assertThat(post().status()).isEqualTo(202));
        relay.getBean(HikariDataSource.class).getHikariPoolMXBean().softEvictConnections(); // for the tests to come
        assertToldOnceInTheLog(output);
    }

    @Test
    void aFullDiskIsAnswered503UntilThereIsRoom(CapturedOutput output) {
        whileInsertsFail("could not extend file: No space left on device", "53100", () -> {
            for (int i = 0; i < 20; i++) {
                assertToldToComeBack(post());
            }
            assertToldToComeBack(admin.put(newClient(), CLIENT));
        });
        assertThat(post().status()).isEqualTo(202);
        assertToldOnceInTheLog(output);
    }

    @ParameterizedTest
    @CsvSource({
        "deadlock detected, 40P01",
        "could not serialize access, 40001",
        "canceling statement due to lock timeout, 55P03",
        "canceling statement due to statement timeout, 57014"
    })
    void aConflictOrATimeoutIsAnswered503AndIsNoFaultOfTheDatabase(
            String message, String state, CapturedOutput output) {
        whileInsertsFail(message, state, () -> {
            assertToldToComeBack(post());
            assertToldToComeBack(admin.put(newClient(), CLIENT));
        });
        assertThat(post().status()).isEqualTo(202);
        assertThat(relay.getBean(DatabaseFaults.class)
                        .lasting()
                        .map(Streak::reason)
                        .orElse("none"))
                .doesNotContain(message);
        assertThat(output.getAll()).contains("conflict with another one").doesNotContain("Answered 500");
    }

    private void whileInsertsFail(String message, String state, Runnable meanwhile) {
        jdbc.sql("""
                create function fails() returns trigger language plpgsql as $$
                begin raise exception '%s' using errcode = '%s'; end $$
                """.formatted(message, state)).update();
        try {
            for (String table : new String[] {"results", "clients"}) {
                jdbc.sql("create trigger fails before insert on " + table + " execute function fails()")
                        .update();
            }
            meanwhile.run();
        } finally {
            jdbc.sql("drop function fails cascade").update();
        }
    }

    private Answer post() {
        return platform.post("/api/v1/webhooks/results", """
                {"event_id": "%s", "type": "test.completed", "user": {"id": "u-17"},
                 "result": {"test_id": "t-9", "score": 1, "max_score": 20, "completed_at": "2026-11-21T09:59:58Z"}}
                """.formatted(UUID.randomUUID()));
    }

    private static String newClient() {
        return "/api/v1/clients/c-" + UUID.randomUUID();
    }

    private static void assertToldToComeBack(Answer answer) {
        assertThat(answer.status()).as(answer.http().body()).isEqualTo(503);
        assertThat(answer.problem()).isEqualTo("storage-unavailable");
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isPositive();
    }

    private static void assertToldOnceInTheLog(CapturedOutput output) {
        assertThat(output.getAll()).doesNotContain("Answered 500", "overridden by rollback exception", "HHH000247");
        assertThat(output.getAll().split("The database cannot be used", -1)).hasSizeLessThanOrEqualTo(2);
    }
}
