package org.resultsrelay.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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
                .untilAsserted(
                        () -> assertThat(door.post(Door.event("e-2", "1")).statusCode())
                                .isEqualTo(202));
        assertThat(door.post(Door.event("e-1", "1")).body()).contains("duplicate");
        assertThat(door.post("not even JSON").statusCode()).isEqualTo(400);
    }

    @Test
    void whereAllConnectionsAreFrozenThePlatformIsToldToComeBackAndThenItIsTakenOverNewOnes() throws Exception {
        Door door = Door.open(port);
        assertThat(door.post(Door.event("f-0", "1")).statusCode()).isEqualTo(202);

        OwnDatabase.freeze();
        List<CompletableFuture<HttpResponse<String>>> posts = IntStream.range(1, 20)
                .mapToObj(event -> posted(door, "f-" + event))
                .toList();
        for (CompletableFuture<HttpResponse<String>> post : posts) {
            HttpResponse<String> answer = post.get(30, TimeUnit.SECONDS);
            assertThat(answer.statusCode()).isIn(202, 503);
            assertThat(answer.headers().firstValue("Retry-After").isPresent()).isEqualTo(answer.statusCode() == 503);
        }
        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(door.post(Door.event("f-20", "1")).statusCode())
                                .isEqualTo(202));
        for (int event = 0; event < posts.size(); event++) {
            boolean acknowledged = posts.get(event).join().statusCode() == 202;
            HttpResponse<String> again = door.post(Door.event("f-" + (event + 1), "1"));
            assertThat(again.statusCode()).isEqualTo(202);
            if (acknowledged) {
                assertThat(again.body()).contains("duplicate");
            }
        }
    }

    private static CompletableFuture<HttpResponse<String>> posted(Door door, String event) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return door.post(Door.event(event, "1"));
                    } catch (Exception e) {
                        throw new CompletionException(e);
                    }
                },
                task -> Thread.ofVirtual().start(task));
    }

    private static void assertToldToComeBack(Door door, String body) throws Exception {
        Instant start = Instant.now();
        HttpResponse<String> answer = door.post(body);

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(Door.json(answer).path("type").asString())
                .isEqualTo("urn:results-relay:problem:storage-unavailable");
        assertThat(answer.headers().firstValue("Retry-After").map(Integer::parseInt))
                .hasValueSatisfying(seconds -> assertThat(seconds).isPositive());
        assertThat(Duration.between(start, Instant.now()))
                .as("well before the pool's own 30 s")
                .isLessThan(Duration.ofSeconds(20));
    }
}
