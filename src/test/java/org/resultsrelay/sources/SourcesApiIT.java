package org.resultsrelay.sources;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.resultsrelay.sources.mapping.Preset;
import org.resultsrelay.sources.mapping.Presets;
import org.resultsrelay.support.Api;
import org.resultsrelay.support.Api.Answer;
import org.resultsrelay.support.RelayTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

@RelayTest
class SourcesApiIT {

    private static final String SOURCES = "/api/v1/clients/acme/sources";
    private static final String TOKEN =
            "{\"preset\":\"xapi\",\"verification\":{\"kind\":\"token\",\"field\":\"X-Token\",\"secret\":\"%s\"}}";

    @Autowired
    ApplicationContext relay;

    @Autowired
    JdbcTemplate database;

    private Api admin;

    @BeforeEach
    void aClient() {
        admin = Api.admin(relay);
        admin.put("/api/v1/clients/acme", "{\"name\":\"Acme\",\"endpoint_url\":\"http://localhost:9/\"}");
    }

    private Answer put(String name, String secret) {
        Answer answer = admin.put(SOURCES + "/" + name, TOKEN.formatted(secret));
        assertThat(answer.status()).as(answer.http().body()).isIn(200, 201);
        return answer;
    }

    private int post(String url, String secret) {
        return Api.anonymous(relay)
                .send("POST", url.substring(admin.base().toString().length()), "[]", "X-Token", secret)
                .status();
    }

    @Test
    void aSourceShowsItsUrlOnceAndItsSecretNever() {
        Answer made = put("shown", "the first secret");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("Location")).isEqualTo(SOURCES + "/shown");
        String token = made.text("url").substring(made.text("url").lastIndexOf('/') + 1);
        Answer again = put("shown", "the first secret");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().path("version").asInt()).isEqualTo(2);
        Answer shown = admin.get(SOURCES + "/shown");
        for (Answer later : List.of(again, shown, admin.get(SOURCES))) {
            assertThat(later.json().has("url")).isFalse();
            assertThat(later.http().body()).doesNotContain("the first secret", token);
        }
        assertThat(made.http().body()).doesNotContain("the first secret");
        assertThat(shown.json().at("/verification/field").asString()).isEqualTo("X-Token");
        assertThat(shown.json().path("weak").asBoolean()).isFalse();
    }

    @Test
    void neitherTheTokenNorTheSecretIsStoredInTheClear() {
        Answer made = put("sealed", "the sealed secret");
        String token = made.text("url").substring(made.text("url").lastIndexOf('/') + 1);
        String rows = database.queryForObject(
                "select string_agg(s::text, ' ') || (select string_agg(encode(sealed, 'escape'), ' ') from source_secrets) from sources s",
                String.class);
        assertThat(rows).doesNotContain("the sealed secret").doesNotContain(token);
    }

    @Test
    void anotherSecretCountsAtOnceAndTheLastOneForAWhile() {
        String url = put("changed", "first").text("url");
        assertThat(post(url, "first")).isEqualTo(200);
        assertThat(post(url, "second")).isEqualTo(401);
        put("changed", "second");
        assertThat(post(url, "second")).isEqualTo(200);
        assertThat(post(url, "first")).isEqualTo(200);
        put("changed", "third");
        assertThat(post(url, "first")).isEqualTo(401);
        database.update("update source_secrets set valid_until = valid_until - interval '2 days'");
        put("changed", "third");
        assertThat(post(url, "second")).isEqualTo(401);
        assertThat(post(url, "third")).isEqualTo(200);
    }

    @Test
    void aSecretThatIsLeftOutStays() {
        String url = put("kept", "kept secret").text("url");
        Answer answer = admin.put(
                SOURCES + "/kept", "{\"preset\":\"xapi\",\"verification\":{\"kind\":\"token\",\"field\":\"X-Token\"}}");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(post(url, "kept secret")).isEqualTo(200);
        Answer basic = admin.put(
                SOURCES + "/kept", "{\"preset\":\"xapi\",\"verification\":{\"kind\":\"basic\",\"username\":\"u\"}}");
        assertThat(basic.errors()).containsExactly("verification.secret: give the secret that both sides know");
    }

    @Test
    void whatIsWrongIsNamedBeforeAnythingIsStored() {
        assertThat(admin.put(SOURCES + "/Bad", TOKEN.formatted("s")).errors())
                .singleElement()
                .asString()
                .startsWith("name: ");
        assertThat(admin.put(SOURCES + "/bad", "{\"verification\":{\"kind\":\"url\"}}")
                        .errors())
                .containsExactly("preset: give a preset or a mapping");
        assertThat(admin.put(
                                SOURCES + "/bad",
                                "{\"preset\":\"no-such\",\"time_zone\":\"Mars\",\"verification\":{\"kind\":\"url\"}}")
                        .errors())
                .containsExactly(
                        "preset: is unknown: GET /api/v1/presets lists those there are",
                        "time_zone: give a zone such as Europe/Berlin");
        assertThat(admin.put(SOURCES + "/bad", "{\"mapping\":[],\"verification\":{\"kind\":\"url\"}}")
                        .errors())
                .singleElement()
                .asString()
                .startsWith("mapping");
        assertThat(admin.put(
                                SOURCES + "/bad",
                                "{\"preset\":\"xapi\",\"answer\":{\"status\":404},\"verification\":{\"kind\":\"url\"}}")
                        .errors())
                .containsExactly("answer.status: give 200 to 299");
        assertThat(admin.put(
                                SOURCES + "/bad",
                                "{\"preset\":\"xapi\",\"verification\":{\"kind\":\"url\",\"nonsense\":1}}")
                        .status())
                .isEqualTo(400);
        assertThat(admin.get(SOURCES + "/bad").problem()).isEqualTo("unknown-source");
    }

    @Test
    void onlyTheAdministratorReachesSources() {
        put("own", "s");
        String token = admin.post("/api/v1/clients/acme/tokens", "{\"name\":\"c\",\"scope\":\"client\"}")
                .text("token");
        for (String path : List.of(SOURCES, SOURCES + "/own", "/api/v1/presets")) {
            assertThat(admin.as(token).get(path).status()).isEqualTo(403);
            assertThat(Api.anonymous(relay).get(path).status()).isEqualTo(401);
        }
        assertThat(admin.as(token).put(SOURCES + "/own", TOKEN.formatted("s")).status())
                .isEqualTo(403);
        assertThat(admin.as(token).post(SOURCES + "/own/url", null).status()).isEqualTo(403);
    }

    @Test
    void theDoorIsOpenForPlatformsOnlyAndAnyQuery() {
        String url =
                put("door", "s").text("url").substring(admin.base().toString().length());
        Api platform = Api.anonymous(relay);
        assertThat(platform.send("PUT", url + "/statements?statementId=5&x=%41", "[]", "X-Token", "s")
                        .status())
                .isBetween(200, 204);
        assertThat(platform.get(url).status()).isEqualTo(405);
        assertThat(platform.send("POST", "/api/v1/sources/rs_unknown", "[]").problem())
                .isEqualTo("unknown-source");
        assertThat(platform.send("POST", "/api/v1/sources/nonsense", "[]").problem())
                .isEqualTo("unknown-source");
        assertThat(platform.send("POST", url, "x".repeat(300_000), "X-Token", "s")
                        .status())
                .isEqualTo(413);
    }

    @Test
    void changesAreAudited() {
        put("audited", "s");
        admin.post(SOURCES + "/audited/url", null);
        String trail = admin.get("/api/v1/audit?limit=10").http().body();
        assertThat(trail).contains("putSource", "rotateSourceUrl", "source:acme/audited");
    }

    @Test
    void everyPresetMakesASourceOnceTheAdministratorHasSaidWhatOnlyTheyKnow() {
        for (Preset preset : Presets.all()) {
            Answer made = admin.put(
                    SOURCES + "/all-" + preset.name(),
                    "{\"preset\":\"%s\",\"verification\":{\"secret\":\"s\",\"username\":\"u\",\"jwks_url\":\"https://p.example/jwks\"}}"
                            .formatted(preset.name()));
            assertThat(made.status())
                    .as(preset.name() + ": " + made.http().body())
                    .isEqualTo(201);
        }
    }

    @Test
    void aDryRunSaysWhereEachFieldCameFromAndStoresNothing() {
        put("tried", "s");
        String statement = """
                {"id": "s-1", "actor": {"account": {"homePage": "https://lms.example", "name": "u-tried"}},
                 "verb": {"id": "http://adlnet.gov/expapi/verbs/%s"}, "object": {"id": "t-9"},
                 "result": {"score": {"raw": 17, "max": 20}}, "timestamp": "2026-11-21T09:59:58Z"}""";
        Answer run = admin.post(
                SOURCES + "/tried/dry-run",
                "[" + statement.formatted("passed") + "," + statement.formatted("launched") + "]");
        assertThat(run.status()).as(run.http().body()).isEqualTo(200);
        assertThat(run.json().at("/events/0/outcome").asString()).isEqualTo("event");
        assertThat(run.json().at("/events/0/event/result/score").asInt()).isEqualTo(17);
        assertThat(run.json().at("/events/0/origins/result.score/pointer").asString())
                .isEqualTo("/body/0/result/score/raw");
        assertThat(run.json().at("/events/1/outcome").asString()).isEqualTo("ignored");
        assertThat(run.json().at("/events/1/reason").asString()).isEqualTo("another verb");
        assertThat(admin.get("/api/v1/users/acme/u-tried").status()).isEqualTo(404);
        Answer unsaved = admin.post(
                SOURCES + "/tried/dry-run",
                "{\"mapping\": {\"each\": 5}, \"body\": " + statement.formatted("passed") + "}");
        assertThat(unsaved.status()).isEqualTo(400);
        assertThat(unsaved.errors()).singleElement().asString().startsWith("mapping");
        assertThat(admin.post(SOURCES + "/tried/dry-run", "{\"quarantine_id\": 987654}")
                        .errors())
                .singleElement()
                .asString()
                .startsWith("quarantine_id");
    }

    @Test
    void anOverrideThatIsWrongIsRefusedAndNamesItsRule() {
        String wrong =
                "{\"preset\":\"xapi\",\"overrides\":{\"score\":{\"nonsense\":1}},\"verification\":{\"kind\":\"url\"}}";
        assertThat(admin.put(SOURCES + "/wrong", wrong).errors())
                .singleElement()
                .asString()
                .startsWith("overrides.score");
    }

    @Test
    void presetsAreShown() {
        assertThat(admin.get("/api/v1/presets")
                        .json()
                        .path("items")
                        .valueStream()
                        .map(one -> one.path("name").asString()))
                .contains("xapi", "classmarker");
        assertThat(admin.get("/api/v1/presets/xapi").json().path("mapping").isObject())
                .isTrue();
        assertThat(admin.get("/api/v1/presets/none").problem()).isEqualTo("unknown-preset");
    }
}
