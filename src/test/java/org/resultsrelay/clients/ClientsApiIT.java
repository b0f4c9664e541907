package org.resultsrelay.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.resultsrelay.support.Api;
import org.resultsrelay.support.Api.Answer;
import org.resultsrelay.support.RelayTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.node.ObjectNode;

@RelayTest
class ClientsApiIT {

    private static final String ACME = """
            {"name": "Acme", "endpoint_url": "https://acme.example/summaries"}""";

    @Autowired
    private ApplicationContext relay;

    private final String key = "c-" + UUID.randomUUID();
    private final String path = "/api/v1/clients/" + key;
    private Api api;

    @BeforeEach
    void asAdmin() {
        api = Api.admin(relay);
    }

    @Test
    void aNewClientIsShownWithItsSecretAndTheDefaults() {
        Answer made = api.put(path, ACME);
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("Location")).isEqualTo(path);
        assertThat(made.text("signing_secret")).matches("whsec_[A-Za-z0-9+/]{32}");
        assertThat(made.text("policy")).isEqualTo("best");
        assertThat(made.text("detail")).isEqualTo("tests");
        assertThat(made.json().path("pace").toString())
                .isEqualTo("{\"per_minute\":null,\"in_flight\":16,\"adaptive\":false}");
        assertThat(made.json().get("batch").isNull()).isTrue();
        assertThat(made.json().path("state").path("paused").asBoolean()).isFalse();
        assertThat(made.json().path("state").path("breaker").asString()).isEqualTo("closed");
    }

    @Test
    void aKnownClientIsReplacedAndItsSecretStaysHidden() {
        api.put(path, """
                {"name": "Acme", "endpoint_url": "https://acme.example/a", "policy": "last", "pace": {"per_minute": 60}}""");
        Answer replaced = api.put(path, """
                {"name": "Acme Ltd", "endpoint_url": "https://acme.example/b", "detail": "totals", "pace": {"in_flight": 2}}""");
        assertThat(replaced.status()).isEqualTo(200);
        assertThat(replaced.http().body()).doesNotContain("whsec");
        assertThat(replaced.text("policy")).isEqualTo("best");
        assertThat(replaced.json().has("recompute_task")).isTrue();
        assertThat(((ObjectNode) replaced.json()).without("recompute_task"))
                .isEqualTo(api.get(path).json());
        assertThat(replaced.json().path("pace").toString())
                .isEqualTo("{\"per_minute\":null,\"in_flight\":2,\"adaptive\":false}");
    }

    @Test
    void aPatchChangesWhatItNames() {
        api.put(path, """
                {"name": "Acme", "endpoint_url": "https://acme.example/a", "policy": "last", "pace": {"per_minute": 60}}""");
        Answer patched = api.send("PATCH", path, """
                {"name": "Acme Ltd", "policy": null, "pace": {"per_minute": null, "in_flight": 3}}""", "Content-Type", "application/merge-patch+json");
        assertThat(patched.status()).isEqualTo(200);
        assertThat(patched.text("name")).isEqualTo("Acme Ltd");
        assertThat(patched.text("endpoint_url")).isEqualTo("https://acme.example/a");
        assertThat(patched.text("policy")).isEqualTo("best");
        assertThat(patched.json().path("pace").toString())
                .isEqualTo("{\"per_minute\":null,\"in_flight\":3,\"adaptive\":false}");
    }

    @Test
    void batchesAreOffUntilTheyAreSetAndAfterTheyAreRemoved() {
        String batches = ACME.replace("}", ", \"batch\": {\"most\": 100}}");
        assertThat(batch(api.put(path, batches))).isEqualTo("{\"most\":100,\"wait_ms\":0}");
        assertThat(batch(api.put(path, ACME))).isEqualTo("null");
        assertThat(batch(api.put(path, batches))).isEqualTo("{\"most\":100,\"wait_ms\":0}");
        assertThat(batch(api.put(path, ACME.replace("}", ", \"batch\": null}"))))
                .isEqualTo("null");
        assertThat(api.patch(path, "{\"batch\": {\"wait_ms\": 5}}").errors())
                .containsExactly("batch.most: give 1 to 500");
        assertThat(batch(api.patch(path, "{\"batch\": {\"most\": 2}}"))).isEqualTo("{\"most\":2,\"wait_ms\":0}");
        assertThat(batch(api.patch(path, "{\"batch\": null}"))).isEqualTo("null");
        assertThat(batch(api.get(path))).isEqualTo("null");
    }

    @Test
    void aPatchOfABatchKeepsWhatItDoesNotName() {
        api.put(path, ACME.replace("}", ", \"batch\": {\"most\": 500, \"wait_ms\": 5000}}"));
        assertThat(batch(api.patch(path, "{\"batch\": {\"most\": 1}}"))).isEqualTo("{\"most\":1,\"wait_ms\":5000}");
        assertThat(batch(api.patch(path, "{\"batch\": {\"wait_ms\": 7}}"))).isEqualTo("{\"most\":1,\"wait_ms\":7}");
        assertThat(batch(api.patch(path, "{\"name\": \"Acme Ltd\"}"))).isEqualTo("{\"most\":1,\"wait_ms\":7}");
        assertThat(batch(api.patch(path, "{\"batch\": {\"wait_ms\": null}}"))).isEqualTo("{\"most\":1,\"wait_ms\":0}");
        assertThat(api.patch(path, "{\"batch\": {\"most\": null}}").errors())
                .containsExactly("batch.most: give 1 to 500");
        assertThat(batch(api.get(path))).isEqualTo("{\"most\":1,\"wait_ms\":0}");
    }

    private static String batch(Answer answer) {
        assertThat(answer.status()).as(answer.http().body()).isIn(200, 201);
        return answer.json().get("batch").toString();
    }

    @Test
    void aPatchIsCheckedLikeAPut() {
        api.put(path, ACME);
        assertThat(api.patch(path, "{\"name\": null}").errors())
                .containsExactly("name: give 1 to 200 characters without control characters");
        assertThat(api.patch(path, "{\"endpoint\": \"x\"}").errors())
                .singleElement()
                .asString()
                .startsWith("endpoint: is not known here");
        assertThat(api.patch(path, "[]").errors()).containsExactly(": send a JSON object");
        assertThat(api.patch(path, "{\"name\": \"a\", \"name\": \"b\"}").status())
                .isEqualTo(400);
        assertThat(api.get(path).text("name")).isEqualTo("Acme");
    }

    @Test
    void everyWrongSettingIsNamed() {
        Answer answer = api.put(path, """
                {"name": "a\\u0007b", "endpoint_url": "ftp://acme.example", "pace": {"per_minute": 0, "in_flight": 257},
                 "batch": {"most": 501, "wait_ms": 5001}}""");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errors())
                .containsExactlyInAnyOrder(
                        "name: give 1 to 200 characters without control characters",
                        "endpoint_url: give an absolute URL that begins with https:// or http://",
                        "pace.per_minute: give 1 to 1000000, or null for no limit",
                        "pace.in_flight: give 1 to 256",
                        "batch.most: give 1 to 500",
                        "batch.wait_ms: give 0 to 5000");
        assertThat(put("\"batch\": {\"most\": 0, \"wait_ms\": -1}"))
                .containsExactlyInAnyOrder("batch.most: give 1 to 500", "batch.wait_ms: give 0 to 5000");
        assertThat(put("\"batch\": {}")).containsExactly("batch.most: give 1 to 500");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:9/",
                "https://169.254.169.254/latest",
                "http://[::ffff:10.0.0.5]/",
                "http://[fd00::1]/"
            })
    void aPrivateAddressIsRefusedAtOnce(String url) {
        api.put(path, ACME);
        String body = "{\"name\": \"Acme\", \"endpoint_url\": \"%s\"}".formatted(url);
        String tried = "{\"endpoint_url\": \"%s\"}".formatted(url);
        for (Answer answer :
                List.of(api.put(path, body), api.patch(path, tried), api.post(path + "/conformance", tried))) {
            assertThat(answer.status()).as(answer.http().body()).isEqualTo(400);
            assertThat(answer.errors())
                    .singleElement()
                    .asString()
                    .startsWith("endpoint_url: give a public address")
                    .contains("RELAY_DELIVERY_ALLOWED_PRIVATE_TARGETS");
        }
    }

    @Test
    void aWrongKindIsNamed() {
        assertThat(put("\"policy\": \"worst\"")).containsExactly("policy: must be one of best, last, first");
        assertThat(put("\"policy\": 0")).containsExactly("policy: must be one of best, last, first");
        assertThat(put("\"pace\": 5")).containsExactly("pace: must be an object");
        assertThat(put("\"pace\": {\"per_minute\": \"60\"}"))
                .containsExactly("pace.per_minute: must be a whole number");
        assertThat(put("\"pace\": {\"per_minute\": 1.5}")).containsExactly("pace.per_minute: must be a whole number");
        assertThat(put("\"pace\": {\"per_minute\": 99999999999}"))
                .containsExactly("pace.per_minute: is too large or too small");
        assertThat(put("\"detail\": []")).containsExactly("detail: must be one of tests, totals");
        assertThat(put("\"pace\": {\"per_minut\": 60}"))
                .containsExactly("pace.per_minut: is not known here: use one of adaptive, in_flight, per_minute");
        assertThat(put("\"batch\": 100")).containsExactly("batch: must be an object");
        assertThat(put("\"batch\": {\"most\": 1.5}")).containsExactly("batch.most: must be a whole number");
        assertThat(put("\"batch\": {\"most\": 100, \"wait\": 5}"))
                .containsExactly("batch.wait: is not known here: use one of most, wait_ms");
        assertThat(api.put(path, ACME.replace("Acme", "\\ud800")).errors()).hasSize(1);
        assertThat(api.put(path, "{\"name\": 5, \"endpoint_url\": \"http://a\"}")
                        .errors())
                .containsExactly("name: must be a string");
    }

    private List<String> put(String field) {
        Answer answer = api.put(path, ACME.replace("}", ", " + field + "}"));
        assertThat(answer.status()).isEqualTo(400);
        return answer.errors();
    }

    @Test
    void aKeyOfOtherCharactersIsRefused() {
        assertThat(api.put("/api/v1/clients/Acme", ACME).errors())
                .containsExactly("key: give 1 to 64 lower-case letters, digits and dashes");
    }

    @Test
    void anUnknownClientSaysHowToMakeIt() {
        for (Answer answer : List.of(
                api.get(path),
                api.patch(path, "{}"),
                api.post(path + "/pause", null),
                api.post(path + "/secrets", null))) {
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.problem()).isEqualTo("unknown-client");
            assertThat(answer.text("detail")).contains("PUT /api/v1/clients/{key}");
        }
    }

    @Test
    void aClientIsPausedForAReasonAndResumed() {
        api.put(path, ACME);
        assertThat(state(api.post(path + "/pause", null)))
                .startsWith("{\"paused\":true,")
                .contains("\"pause_reason\":null");
        assertThat(state(api.post(path + "/pause", "{\"reason\": \"moving house\"}")))
                .contains("moving house");
        assertThat(state(api.get(path))).contains("\"paused\":true").contains("moving house");
        assertThat(state(api.post(path + "/resume", null))).startsWith("{\"paused\":false,\"paused_at\":null,");
    }

    private static String state(Answer answer) {
        assertThat(answer.status()).isEqualTo(200);
        return answer.json().path("state").toString();
    }

    @Test
    void aRotatedSecretIsANewOne() {
        String first = api.put(path, ACME).text("signing_secret");
        Answer rotated = api.post(path + "/secrets", null);
        assertThat(rotated.status()).isEqualTo(201);
        assertThat(rotated.text("signing_secret")).startsWith("whsec_").isNotEqualTo(first);
    }

    @Test
    void theListIsPagedByCursor() {
        Stream.of("a", "b", "c").forEach(suffix -> api.put(path + suffix, ACME));
        String cursor = "";
        int found = 0;
        do {
            Answer page = api.get("/api/v1/clients?limit=2" + cursor);
            assertThat(page.json().path("items").size()).isLessThanOrEqualTo(2);
            found += (int) page.json()
                    .path("items")
                    .valueStream()
                    .filter(item -> item.path("key").asString().startsWith(key))
                    .count();
            cursor = page.json().path("next_cursor").isNull() ? "" : "&cursor=" + page.text("next_cursor");
        } while (!cursor.isEmpty());
        assertThat(found).isEqualTo(3);
    }

    @Test
    void ofManyWhoMakeAClientAtOnceOneMakesItAndTheOthersReplaceIt() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Integer> put = () -> api.put(path, ACME).status();
            List<Future<Integer>> answers =
                    threads.invokeAll(Stream.generate(() -> put).limit(8).toList());
            assertThat(answers).extracting(Future::get).containsOnlyOnce(201).containsOnly(200, 201);
        }
    }
}
