package org.resultsrelay.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;

@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "relay.admin-token=" + Door.ADMIN_TOKEN)
@ContextConfiguration(initializers = OwnDatabase.class)
@DirtiesContext
class DatabaseAwayIT {

    @LocalServerPort
    int port;

    @AfterAll
    static void remove() throws Exception {
        OwnDatabase.remove();
    }

    @Test
    void whileTheDatabaseIsAwayThePlatformIsToldToComeBackAndThenItIsTaken() throws Exception {
        Door door = Door.open(port);
        assertThat(door.post(Door.event("e-1", "1")).statusCode()).isEqualTo(202);

        OwnDatabase.stop();
        assertToldToComeBack(door, Door.event("e-2", "1"));
        assertToldToComeBack(door, "[" + Door.event("e-2", "1") + ",{}]");
        assertToldToComeBack(door, "{\"refused\": \"for its content\"}");
        assertToldToComeBack(door, "not even JSON");

        OwnDatabase.start();
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> door.post(Door.event("e-2", "1")).statusCode() == 202);
        assertThat(door.post(Door.event("e-1", "1")).body()).contains("duplicate");
        assertThat(door.post("not even JSON").statusCode()).isEqualTo(400);
    }

    private static void assertToldToComeBack(Door door, String body) throws Exception {
        Instant start = Instant.now();
        HttpResponse<String> answer = door.post(body);

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(Door.json(answer).path("type").asString())
                .isEqualTo("urn:results-relay:problem:storage-unavailable");
        assertThat(answer.headers().firstValue("Retry-After").map(Integer::parseInt))
                .hasValueSatisfying(seconds -> assertThat(seconds).isPositive());
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(8));
    }
}
