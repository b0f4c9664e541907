package org.resultsrelay.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.resultsrelay.support.Api;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@IntakeTest
class WebhookIT {

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MeterRegistry meters;

    Door door;

    @BeforeEach
    void open() throws Exception {
        door = Door.open(port);
    }

    @Test
    void anEventIsAcceptedOnce() throws Exception {
        HttpResponse<String> first = door.post(Door.event("e-1", "17"));
        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(first.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(first.body()).isEqualTo("{\"event_id\":\"e-1\",\"status\":\"accepted\"}");

        HttpResponse<String> second = door.post(Door.event("e-1", "17.00"));
        assertThat(second.statusCode()).isEqualTo(202);
        assertThat(second.body()).isEqualTo("{\"event_id\":\"e-1\",\"status\":\"duplicate\"}");
    }

    @Test
    void anIdComesBackAsItWasSent() throws Exception {
        String id = " e\\u0301 😀 \\\" \\\\ \u2028 </script> ";
        assertThat(Door.json(door.post(Door.event(id, "1"))).path("event_id").asString())
                .isEqualTo(" e\u0301 😀 \" \\ \u2028 </script> ");
    }

    @Test
    void otherContentUnderAUsedIdIsAConflict() throws Exception {
        door.post(Door.event("e-1", "17"));
        HttpResponse<String> conflict = door.post(Door.event("e-1", "18"));

        assertThat(conflict.statusCode()).isEqualTo(409);
        assertThat(Door.json(conflict).path("type").asString()).isEqualTo("urn:results-relay:problem:event-conflict");
        assertThat(Door.json(conflict).at("/errors/0/field").asString()).isEqualTo("event_id");
        assertThat(lastKept()).isEqualTo(Door.event("e-1", "18"));
    }

    @Test
    void aWrongEventIsAnsweredFieldByFieldAndKept() throws Exception {
        String wrong = Door.event("e-1", "\"17\"").replace("u-17", "\\u0000");
        HttpResponse<String> refused = door.post(wrong);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(Door.json(refused).path("type").asString()).isEqualTo("urn:results-relay:problem:invalid-event");
        assertThat(Door.json(refused).path("errors").findValuesAsString("field"))
                .containsExactly("user.id", "result.score");
        assertThat(lastKept()).isEqualTo(wrong);
    }

    @Test
    void whatIsNotJsonIsRefusedAndKept() throws Exception {
        HttpResponse<String> refused = door.post("{\"event_id\": NaN}");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(Door.json(refused).path("type").asString()).isEqualTo("urn:results-relay:problem:invalid-json");
        assertThat(Door.json(refused).path("detail").asString()).startsWith("Line 1, column 17: ");
        assertThat(lastKept()).isEqualTo("{\"event_id\": NaN}");
    }

    @Test
    void anArrayIsAnsweredEventByEventInOrder() throws Exception {
        door.post(Door.event("old", "1"));
        HttpResponse<String> answer = door.post("["
                + String.join(
                        ",",
                        Door.event("e-1", "1"),
                        "7",
                        Door.event("e-1", "1.0"),
                        Door.event("e-2", "null"),
                        Door.event("old", "2"),
                        Door.event("e-3", "1"))
                + "]");

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).isEqualTo("""
                        {"results":[{"event_id":"e-1","status":"accepted"},\
                        {"event_id":null,"status":"rejected","errors":[{"field":"event","message":"must be an object"}]},\
                        {"event_id":"e-1","status":"duplicate"},\
                        {"event_id":"e-2","status":"rejected","errors":[{"field":"result.score","message":"is required"}]},\
                        {"event_id":"old","status":"rejected","errors":[{"field":"event_id","message":\
                        "was used before for an event with other content: give every event an id of its own"}]},\
                        {"event_id":"e-3","status":"accepted"}]}""");
        assertThat(kept()).isEqualTo(3);
    }

    @Test
    void ofABrokenArrayNothingIsStored() throws Exception {
        assertThat(door.post("[" + Door.event("e-1", "1") + ", {]").statusCode())
                .isEqualTo(400);
        assertThat(door.post(Door.event("e-1", "1")).body()).contains("accepted");
    }

    @Test
    void theSameRefusedBodyIsKeptOnceAndCounted() throws Exception {
        for (int i = 0; i < 3; i++) {
            door.post("{}");
        }
        assertThat(jdbc.sql("select count from quarantine where client_id = (select max(client_id) from quarantine)")
                        .query(Long.class)
                        .list())
                .containsExactly(3L);
    }

    @Test
    void beyondTheDaysBudgetARefusedWebhookIsCountedAndOneWithinAnAcceptedArrayKept() throws Exception {
        door.post("{}");
        jdbc.sql("update quarantine_days set bytes = 1024 * 1024 * 1024::bigint")
                .update();
        assertThat(door.post("{\"a\":1}").statusCode()).isEqualTo(400);
        assertThat(lastKept()).isEmpty();
        assertThat(door.postAs("text/plain", "identity").statusCode()).isEqualTo(415);
        assertThat(door.postAs("text/plain", "identity", "x".repeat(300 * 1024)).statusCode())
                .isEqualTo(415);
        assertThat(lastReason()).contains("RELAY_QUARANTINE_REFUSED_PER_DAY", "text/plain");
        assertThat(kept()).isEqualTo(2);
        assertThat(door.post("[{\"a\":1}]").statusCode()).isEqualTo(202);
        assertThat(lastKept()).isEqualTo("{\"a\":1}");
    }

    @ParameterizedTest
    @CsvSource({
        "application/json;charset=utf-8, identity, 400",
        "Application/JSON; Charset=\"UTF-8\", Identity, 400",
        "application/json;charset=iso-8859-1, identity, 415",
        "application/json;charset=nonsense, identity, 415",
        "application/xml, identity, 415",
        "application/x-www-form-urlencoded, identity, 415",
        "nonsense, identity, 415",
        "application/json, gzip, 415",
        "application/json, br, 415"
    })
    void onlyUncompressedJsonInUtf8IsTaken(String contentType, String encoding, int status) throws Exception {
        HttpResponse<String> answer = door.postAs(contentType, encoding);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    @ParameterizedTest
    @CsvSource({
        "text/plain, identity, '; it came with Content-Type: text/plain.'",
        "application/json;charset=utf-16, identity, '; it came with Content-Type: application/json;charset=utf-16.'",
        "multipart/form-data, identity, '; it came with Content-Type: multipart/form-data.'",
        "application/json, gzip, '; it came with Content-Encoding: gzip.'"
    })
    void aBodySentInAnotherWayIsRefusedAndKept(String contentType, String encoding, String reason) throws Exception {
        HttpResponse<String> refused = door.postAs(contentType, encoding);
        assertThat(refused.statusCode()).isEqualTo(415);
        assertThat(Door.json(refused).path("detail").asString()).endsWith(reason);
        assertThat(kept()).isEqualTo(1);
        assertThat(lastKept()).isEqualTo("{}");
        assertThat(lastReason()).endsWith(reason);
    }

    @Test
    void ofALargeBodySentInAnotherWayTheBeginningIsKept() throws Exception {
        assertThat(door.postAs("text/plain", "identity", "x".repeat(300 * 1024)).statusCode())
                .isEqualTo(415);
        assertThat(lastKept()).isEqualTo("x".repeat(4 * 1024));
        assertThat(lastReason()).endsWith("it came with Content-Type: text/plain.");
    }

    @Test
    void whatCameInAnotherWayCanBeReplayed() throws Exception {
        door.postAs("text/plain", "identity", Door.event("e-1", "17"));
        long id = jdbc.sql("select max(id) from quarantine").query(Long.class).single();
        var admin = new Api(URI.create("http://127.0.0.1:" + port), Door.ADMIN_TOKEN);
        assertThat(admin.post("/api/v1/quarantine/" + id + "/replay", null).status())
                .isEqualTo(200);
        assertThat(door.post(Door.event("e-1", "17")).body()).contains("duplicate");
    }

    @Test
    void aQueryIsIgnoredAsUnknownFieldsAre() throws Exception {
        assertThat(door.postTo("?source=lms&x=%ED%A0%80", Door.event("e-1", "17"))
                        .statusCode())
                .isEqualTo(202);
    }

    @Test
    void onlyAnIntakeTokenOpensTheDoor() throws Exception {
        assertThat(new Door(port, "nobody").post("{}").statusCode()).isEqualTo(401);
        assertThat(new Door(port, Door.ADMIN_TOKEN).post("{}").statusCode()).isEqualTo(403);
    }

    @Test
    void everyEventIsCountedByItsOutcome() throws Exception {
        Map<String, Double> before = counted();
        door.post("[" + Door.event("e-1", "1") + "," + Door.event("e-1", "1") + ",{}," + Door.event("e-1", "2") + "]");
        door.post("not JSON");
        door.post("{" + " ".repeat(300 * 1024));

        Map<String, Double> after = counted();
        assertThat(after.keySet())
                .containsExactlyInAnyOrder("accepted", "duplicate", "rejected", "conflict", "too_large", "unavailable");
        after.replaceAll((outcome, count) -> count - before.getOrDefault(outcome, 0.0));
        assertThat(after)
                .isEqualTo(Map.of(
                        "accepted",
                        1.0,
                        "duplicate",
                        1.0,
                        "rejected",
                        2.0,
                        "conflict",
                        1.0,
                        "too_large",
                        1.0,
                        "unavailable",
                        0.0));
    }

    @Test
    void theApisDescriptionShowsTheWebhook() throws Exception {
        JsonNode api = door.description();
        JsonNode webhook = api.at("/paths/~1api~1v1~1webhooks~1results/post");

        assertThat(webhook.path("responses").propertyNames())
                .containsExactlyInAnyOrder("202", "400", "401", "403", "408", "409", "413", "415", "429", "503");
        assertThat(webhook.path("parameters").isMissingNode()).isTrue();
        assertThat(webhook.at("/requestBody/content/application~1json/schema/oneOf"))
                .hasSize(2);
        assertThat(api.at("/components/schemas/WebhookEvent/required")
                        .valueStream()
                        .map(JsonNode::asString))
                .containsExactlyInAnyOrder("event_id", "type", "user", "result");
        assertThat(api.at("/components/schemas/WebhookResult/required")
                        .valueStream()
                        .map(JsonNode::asString))
                .containsExactlyInAnyOrder("test_id", "score", "max_score", "completed_at");
    }

    @Test
    void noBodyWhateverItsBytesIsTheRelaysFailure() throws Exception {
        Random random = new Random(7);
        for (int i = 0; i < 200; i++) {
            byte[] body = Door.event("e-" + i, "17").getBytes(StandardCharsets.UTF_8);
            for (int change = 0; change < 3; change++) {
                body[random.nextInt(body.length)] = (byte) random.nextInt(256);
            }
            assertThat(door.post(BodyPublishers.ofByteArray(body)).statusCode()).isIn(202, 400, 409);
        }
    }

    private Map<String, Double> counted() {
        return meters.find("relay.webhooks").counters().stream()
                .collect(Collectors.toMap(counter -> counter.getId().getTag("outcome"), Counter::count));
    }

    private String lastKept() {
        return jdbc.sql("select convert_from(content, 'UTF8') from quarantine order by id desc limit 1")
                .query(String.class)
                .single();
    }

    private String lastReason() {
        return jdbc.sql("select reason from quarantine order by id desc limit 1")
                .query(String.class)
                .single();
    }

    private long kept() {
        return jdbc.sql("select count(*) from quarantine where client_id = (select max(client_id) from quarantine)")
                .query(Long.class)
                .single();
    }
}
