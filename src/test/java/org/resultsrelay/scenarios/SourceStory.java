package org.resultsrelay.scenarios;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.resultsrelay.support.Api;
import org.resultsrelay.support.Api.Answer;
import org.resultsrelay.support.ClientStory;
import org.resultsrelay.support.Push;
import tools.jackson.databind.JsonNode;

/** A platform posts in its own words, signed with its own secret, and the client company gets summaries. */
class SourceStory extends ClientStory {

    private static final String SIGNATURE = "X-Classmarker-Hmac-Sha256";
    private static final String SECRET = "a phrase that both sides know";

    private String url = "";

    @BeforeEach
    void theAdministratorPointsClassMarkerAtTheRelay() {
        Answer made = put("");
        assertThat(made.status()).as(made.http().body()).isEqualTo(201);
        url = pathOf(made);
    }

    private Answer put(String more) {
        return admin.put(
                source(), "{\"preset\":\"classmarker\",\"verification\":{\"secret\":\"" + SECRET + "\"}" + more + "}");
    }

    private String source() {
        return "/api/v1/clients/" + acme.key() + "/sources/classmarker";
    }

    private String pathOf(Answer made) {
        assertThat(made.text("url")).startsWith(admin.base() + "/api/v1/sources/rs_");
        return made.text("url").substring(admin.base().toString().length());
    }

    private static String finished(String user, String points, String max) {
        return """
                {"payload_type": "single_user_test_results_link", "payload_status": "live",
                 "test": {"test_id": 4711, "test_name": "Fire safety"},
                 "link": {"link_id": 9, "link_name": "Everyone", "link_url_id": "abc"},
                 "result": {"link_result_id": 81, "user_id": "%s", "points_scored": %s, "points_available": %s,
                            "percentage": 75.0, "requires_grading": "No", "time_started": 1795262400,
                            "time_finished": 1795263000, "percentage_passmark": 50, "passed": true}}""".formatted(user, points, max);
    }

    private Answer sends(String body) {
        return sends(url, body, signature(body));
    }

    private Answer sends(String path, String body, String signature) {
        return new Api(admin.base(), null).send("POST", path, body, SIGNATURE, signature);
    }

    private static String signature(String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(body.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<JsonNode> quarantined() {
        return admin.get("/api/v1/quarantine?client=" + acme.key() + "&source=source/classmarker")
                .json()
                .path("items")
                .valueStream()
                .toList();
    }

    private long counted(String outcome) {
        return admin.get(source())
                .json()
                .path("counts")
                .valueStream()
                .filter(count -> count.path("outcome").asString().equals(outcome))
                .mapToLong(count -> count.path("count").asLong())
                .sum();
    }

    @Test
    void aSignedWebhookBecomesAPushedSummary() {
        Answer answer = sends(finished("u-1", "9.0", "12.0"));
        assertThat(answer.status()).as(answer.http().body()).isEqualTo(200);
        Push push = acme.awaits("u-1", 1);
        assertThat(push.totals().path("score").asString()).isEqualTo("9");
        assertThat(push.totals().path("max_score").asString()).isEqualTo("12");
        assertThat(counted("accepted")).isEqualTo(1);
    }

    @Test
    void theSameBodyTenTimesIsOneResult() {
        IntStream.range(0, 10)
                .forEach(n -> assertThat(sends(finished("u-1", "9.0", "12.0")).status())
                        .isEqualTo(200));
        assertThat(acme.awaits("u-1", 1).totals().path("tests_completed").asInt())
                .isEqualTo(1);
        assertThat(revision("u-1")).isEqualTo(1);
        assertThat(counted("accepted")).isEqualTo(1);
        assertThat(counted("duplicate")).isEqualTo(9);
    }

    @Test
    void aRegradeReplacesAndIsNoOtherAttempt() {
        sends(finished("u-1", "9.0", "12.0"));
        acme.awaits("u-1", 1);
        sends(finished("u-1", "11.5", "12.0"));
        Push push = acme.awaits("u-1", 2);
        assertThat(push.totals().path("score").asString()).isEqualTo("11.5");
        assertThat(push.totals().path("tests_completed").asInt()).isEqualTo(1);
        assertThat(push.data().at("/tests/0/attempts").asInt()).isEqualTo(1);
    }

    @Test
    void oneFlippedByteIsRefusedAndNotKept() {
        String body = finished("u-1", "9.0", "12.0");
        Answer answer = sends(url, body.replace("9.0", "9.1"), signature(body));
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.problem()).isEqualTo("not-authentic");
        assertThat(sends(url, body, "nonsense").status()).isEqualTo(401);
        assertThat(quarantined()).isEmpty();
        assertThat(admin.get("/api/v1/users/" + acme.key() + "/u-1").status()).isEqualTo(404);
        assertThat(counted("not_authentic")).isEqualTo(2);
    }

    @Test
    void whatCannotBeMappedWaitsInQuarantineUntilTheSourceIsMended() {
        String body = finished("u-1", "9.0", "null");
        assertThat(sends(body).status()).as("answered as taken").isEqualTo(200);
        assertThat(sends(body).status()).isEqualTo(200);
        assertThat(quarantined()).hasSize(1);
        JsonNode kept = quarantined().getFirst();
        assertThat(kept.path("count").asInt()).isEqualTo(2);
        assertThat(kept.path("mapping_version").asInt()).isEqualTo(1);
        String item = "/api/v1/quarantine/" + kept.path("id").asLong();
        assertThat(admin.get(item + "/content").http().body()).isEqualTo(body);
        assertThat(admin.post(item + "/replay", null).status()).isEqualTo(422);

        assertThat(put(",\"tests\":{\"4711\":{\"max_score\":12}}").status()).isEqualTo(200);
        JsonNode tried = admin.post(
                        source() + "/dry-run",
                        "{\"quarantine_id\":" + kept.path("id").asLong() + "}")
                .json();
        assertThat(tried.at("/events/0/outcome").asString())
                .as(tried.toString())
                .isEqualTo("event");
        assertThat(tried.at("/events/0/event/result/max_score").asInt()).isEqualTo(12);
        assertThat(admin.get("/api/v1/users/" + acme.key() + "/u-1").status())
                .as("nothing is stored")
                .isEqualTo(404);

        Answer replayed = admin.post(item + "/replay", null);
        assertThat(replayed.status()).as(replayed.http().body()).isEqualTo(200);
        assertThat(acme.awaits("u-1", 1).totals().path("max_score").asInt()).isEqualTo(12);
        assertThat(admin.post(item + "/replay", null).status()).isEqualTo(409);
        sends(body);
        assertThat(counted("duplicate")).isEqualTo(1);
        assertThat(revision("u-1")).isEqualTo(1);
    }

    @Test
    void whatIsNoJsonWaitsInQuarantineToo() {
        assertThat(sends("result=9&of=12").status()).isEqualTo(200);
        assertThat(quarantined()).hasSize(1);
        assertThat(quarantined().getFirst().path("reason").asString()).contains("JSON");
    }

    @Test
    void whatNoTextMayHoldMakesNothingFail() {
        String body = finished("u-1", "9.0", "12.0").replace("Fire safety", "Fire \\ud800 \\u0000 safety");
        assertThat(sends(body).status()).isEqualTo(200);
        assertThat(counted("accepted") + counted("quarantined")).isEqualTo(1);
    }

    @Test
    void anXapiSenderHearsTheIdsOfItsStatements() {
        Answer made = admin.put(
                "/api/v1/clients/" + acme.key() + "/sources/xapi",
                "{\"preset\":\"xapi\",\"verification\":{\"username\":\"lms\",\"secret\":\"s3cret\"}}");
        String statements = pathOf(made) + "/statements";
        String[] basic = {
            "Authorization",
            "Basic " + Base64.getEncoder().encodeToString("lms:s3cret".getBytes(UTF_8)),
            "X-Experience-API-Version",
            "1.0.3"
        };
        Api lms = new Api(admin.base(), null);
        Answer posted = lms.send(
                "POST", statements, "[" + statement("s-1", "u-1") + "," + statement("s-2", "u-2") + "]", basic);
        assertThat(posted.status()).as(posted.http().body()).isEqualTo(200);
        assertThat(posted.json().valueStream().map(JsonNode::asString)).containsExactly("s-1", "s-2");
        assertThat(posted.header("X-Experience-API-Version")).isNotEmpty();
        Answer put = lms.send("PUT", statements + "?statementId=s-3", statement("s-3", "u-3"), basic);
        assertThat(put.status()).isEqualTo(204);
        assertThat(put.http().body()).isEmpty();
        for (String user : List.of("u-1", "u-2", "u-3")) {
            assertThat(acme.awaits(user, 1).totals().path("score").asInt()).isEqualTo(17);
        }
        assertThat(lms.send("POST", statements, "[]").status()).isEqualTo(401);
    }

    private static String statement(String id, String user) {
        return """
                {"id": "%s", "actor": {"account": {"homePage": "https://lms.example", "name": "%s"}},
                 "verb": {"id": "http://adlnet.gov/expapi/verbs/passed"},
                 "object": {"id": "https://lms.example/t-9", "definition": {"name": {"en": "Fire safety"}}},
                 "result": {"score": {"raw": 17, "max": 20, "scaled": 0.85}, "success": true},
                 "timestamp": "2026-11-21T09:59:58Z"}""".formatted(id, user);
    }

    @Test
    void theSampleThatThePlatformSendsIsCountedAndNotKept() {
        assertThat(sends(finished("u-1", "9.0", "12.0").replace("\"live\"", "\"verify\""))
                        .status())
                .isEqualTo(200);
        assertThat(counted("ignored")).isEqualTo(1);
        assertThat(quarantined()).isEmpty();
        assertThat(admin.get("/api/v1/users/" + acme.key() + "/u-1").status()).isEqualTo(404);
    }

    @Test
    void bothUrlsCountWhileThePlatformIsChangedOver() {
        String next = pathOf(admin.post(source() + "/url", null));
        String body = finished("u-1", "9.0", "12.0");
        assertThat(sends(url, body, signature(body)).status()).isEqualTo(200);
        assertThat(sends(next, body, signature(body)).status()).isEqualTo(200);
        admin.post(source() + "/url", null);
        assertThat(sends(url, body, signature(body)).problem())
                .as("rotated twice")
                .isEqualTo("unknown-source");
        assertThat(sends(next, body, signature(body)).status()).isEqualTo(200);
        assertThat(admin.delete(source()).status()).isEqualTo(204);
        assertThat(sends(next, body, signature(body)).status()).isEqualTo(401);
    }

    private long revision(String user) {
        return admin.get("/api/v1/users/" + acme.key() + "/" + user)
                .json()
                .path("wanted_revision")
                .asLong();
    }
}
