package org.resultsrelay.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.resultsrelay.support.Api.Answer;
import tools.jackson.databind.JsonNode;

/** What is answered at /api/v1/recompute-tasks. */
class TasksApiIT extends TasksTest {

    @Test
    void aListIsATaskThatSaysHowFarItIsAndWhenItEnds() {
        has("a", "b", "c");
        Answer made = posts("[\"a\", \"b\", \"c\", \"nobody\"]", "&name=after%20their%20move&capacity=1");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("Location")).isEqualTo(task(made));
        assertThat(made.text("client")).isEqualTo(key);
        assertThat(made.text("name")).isEqualTo("after their move");
        assertThat(made.text("state")).isEqualTo("running");
        assertThat(made.json().path("progress").toString())
                .isEqualTo("{\"total\":4,\"done\":0,\"pending\":4,\"unknown\":0,\"cancelled\":0}");
        assertThat(made.json().path("seconds_left").asInt()).isEqualTo(240);
        assertThat(minutes(task(made))).isEqualTo("1 1 1 1");
        passes(Duration.ofMinutes(1));
        assertThat(admin.get(task(made)).json().at("/task/progress/done").asInt())
                .isEqualTo(2);
        passes(Duration.ofMinutes(2));
        JsonNode task = admin.get(task(made)).json().path("task");
        assertThat(task.path("state").asString()).isEqualTo("done");
        assertThat(task.path("finished_at").asString()).isNotBlank();
        assertThat(task.path("progress").toString())
                .isEqualTo("{\"total\":4,\"done\":3,\"pending\":0,\"unknown\":1,\"cancelled\":0}");
        assertThat(admin.get(task(made) + "/unknown-ids").json().path("items").toString())
                .isEqualTo("[\"nobody\"]");
    }

    @Test
    void textIsAListToo() {
        has("1001", "1002");
        Answer made = admin.send(
                "POST", PATH + "?client=" + key, "1001\n1002, 1003\n", "Content-Type", "text/plain; charset=utf-8");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.text("name")).isEqualTo("Recompute");
        assertThat(made.json().path("capacity").asInt()).isEqualTo(3000);
        assertThat(made.json().at("/progress/total").asInt()).isEqualTo(3);
        assertThat(wanted()).containsExactly("1001", "1002");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json | [\"a\", 1.5]                | [1]: must be a string or a whole number",
                "application/json | []                          | : send at least one user id",
                "application/json | {\"ids\": [1]}              | : send a JSON array of user ids",
                "text/plain       | a,b,c\u0001d                | [2]: must be 1 to 64 characters without control characters"
            })
    void aListThatCannotBeTakenIsRefusedAsAWhole(String type, String body, String error) {
        Answer refused = admin.send("POST", PATH + "?client=" + key, body, "Content-Type", type);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.errors()).containsExactly(error);
        assertThat(admin.get(PATH + "?client=" + key).json().path("items").size())
                .isZero();
    }

    @Test
    void aBadIdBehindThousandsOfGoodOnesLeavesNothing() {
        Answer refused = posts(list(1, 12_000).replace("]", ", null]"), "");
        assertThat(refused.errors()).containsExactly("[12000]: must be a string or a whole number");
        relay.getBean(TaskPurge.class).tick();
        relay.getBean(TaskPurge.class).tick();
        assertThat(database.queryForObject("""
                select (select count(*) from recompute_items where task_id not in (select id from recompute_tasks)) +
                       (select count(*) from recompute_tasks where state in ('RECEIVING', 'REFUSED'))
                """, Long.class)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "text/plain"})
    void aListThatBreaksOffLeavesNoTask(String type) throws IOException {
        String list = list(1, 6_000).replace("]", ",");
        try (Socket sender = new Socket(admin.base().getHost(), admin.base().getPort())) {
            sender.getOutputStream().write("""
                            POST %s?client=%s HTTP/1.1
                            Host: relay
                            Authorization: Bearer %s
                            Content-Type: %s
                            Content-Length: 1000000

                            %s""".formatted(
                            PATH, key, admin.token(), type, type.startsWith("text") ? list.substring(1) : list)
                    .replace("\n", "\r\n")
                    .getBytes(StandardCharsets.UTF_8));
            await().untilAsserted(() -> assertThat(states()).isEqualTo(List.of("RECEIVING")));
        }
        await().untilAsserted(() -> assertThat(states()).isEqualTo(List.of("REFUSED")));
        assertThat(admin.get(PATH + "?client=" + key).json().path("items").size())
                .isZero();
    }

    private List<String> states() {
        return database.query(
                "select state from recompute_tasks where client_id = ?",
                (row, n) -> row.getString("state"),
                client().id());
    }

    @ParameterizedTest
    @CsvSource({
        "client=%s&capacity=0, 400, capacity",
        "client=%s&capacity=1000001, 400, capacity",
        "client=%s&name=%%00, 400, name",
        "capacity=1, 400, client",
        "client=nobody, 404, ''"
    })
    void aTaskNeedsAClientAndAPossibleCapacity(String query, int status, String field) {
        Answer refused = admin.post(PATH + "?" + query.formatted(key), "[1]");
        assertThat(refused.status()).isEqualTo(status);
        assertThat(String.join("", refused.errors())).startsWith(field);
    }

    @Test
    void onlyAListIsTaken() {
        assertThat(admin.send("POST", PATH + "?client=" + key, "<ids/>", "Content-Type", "text/xml")
                        .status())
                .isEqualTo(415);
        assertThat(admin.send("POST", PATH + "?client=" + key, "a", "Content-Type", "text/plain;charset=latin1")
                        .status())
                .isEqualTo(415);
        assertThat(admin.as("wrong").post(PATH + "?client=" + key, "[1]").status())
                .isEqualTo(401);
        String intake = admin.post("/api/v1/clients/" + key + "/tokens", "{\"name\":\"p\",\"scope\":\"intake\"}")
                .text("token");
        assertThat(admin.as(intake).post(PATH + "?client=" + key, "[1]").status())
                .isEqualTo(403);
    }

    @Test
    void tasksAreListedNewestFirstAndByClient() {
        List<String> made = List.of(task(posts("[1]", "")), task(posts("[2]", "")), task(posts("[3]", "")));
        JsonNode first = admin.get(PATH + "?limit=2&client=" + key).json();
        assertThat(first.path("items").size()).isEqualTo(2);
        assertThat(PATH + "/" + first.at("/items/0/id").asString()).isEqualTo(made.getLast());
        JsonNode rest = admin.get(PATH + "?limit=2&client=" + key + "&cursor="
                        + first.path("next_cursor").asString())
                .json();
        assertThat(PATH + "/" + rest.at("/items/0/id").asString()).isEqualTo(made.getFirst());
        assertThat(rest.path("items").size()).isEqualTo(1);
        assertThat(admin.get(PATH + "?client=nobody").status()).isEqualTo(404);
        assertThat(admin.get(PATH).json().path("items").size()).isGreaterThanOrEqualTo(3);
    }

    @Test
    void anotherCapacitySpreadsAnewWhatIsNotYetDue() {
        String task = task(posts(list(1, 20), "&capacity=2"));
        assertThat(minutes(task)).isEqualTo("2 2 2 2 2 2 2 2 2 2");
        passes(Duration.ofMinutes(1));
        assertThat(admin.patch(task, "{\"capacity\": 5}")
                        .json()
                        .at("/task/capacity")
                        .asInt())
                .isEqualTo(5);
        assertThat(minutes(task))
                .as("the minute that runs has 2 and takes 3 more")
                .isEqualTo("5 5 5 3");
        assertThat(admin.put(task, "{\"name\": \"slowly\"}")
                        .json()
                        .at("/task/name")
                        .asString())
                .isEqualTo("slowly");
        assertThat(admin.get(task).json().at("/task/capacity").asInt()).isEqualTo(3000);
        passes(Duration.ofMinutes(14));
        assertThat(admin.get(task).json().at("/task/progress/unknown").asInt()).isEqualTo(20);
    }

    @Test
    void aTaskThatIsOverStaysAsItIs() {
        String task = task(posts("[1]", ""));
        assertThat(admin.patch(task, "{\"capacity\": 5}").problem()).isEqualTo("task-is-over");
        assertThat(admin.delete(task).text("state")).isEqualTo("done");
        assertThat(admin.get(PATH + "/999999").problem()).isEqualTo("unknown-task");
        assertThat(admin.patch(PATH + "/999999", "{}").problem()).isEqualTo("unknown-task");
    }

    @Test
    void aResyncCanBeEstimatedWatchedAndCancelled() {
        has("a", "b", "c", "d");
        String resync = "/api/v1/clients/" + key + "/resync?capacity=1";
        Answer estimate = admin.post(resync + "&dry_run=true", null);
        assertThat(estimate.status()).isEqualTo(200);
        assertThat(estimate.json().path("users").asInt()).isEqualTo(4);
        assertThat(estimate.json().path("seconds_left").asInt()).isEqualTo(240);
        assertThat(estimate.json().path("task").isNull()).isTrue();
        assertThat(wanted()).isEmpty();
        Answer begun = admin.post(resync, null);
        assertThat(begun.status()).isEqualTo(202);
        assertThat(begun.json().path("seconds_left").asInt()).isEqualTo(240);
        assertThat(wanted()).as("the first at once").containsExactly("a");
        String task = PATH + "/" + begun.json().at("/task/id").asString();
        Answer cancelled = admin.delete(task);
        assertThat(cancelled.text("state")).isEqualTo("cancelled");
        assertThat(cancelled.json().path("progress").toString())
                .isEqualTo("{\"total\":4,\"done\":1,\"pending\":0,\"unknown\":0,\"cancelled\":3}");
        passes(Duration.ofMinutes(20));
        assertThat(wanted()).containsExactly("a");
    }
}
