package org.resultsrelay.sources.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The verbs, one at a time, on a small format; and mappings that are refused before anything was sent. */
class MappingTests {

    private static final String RULES = """
            {"user_id": "/item/u", "test_id": "/item/t", "score": "/item/s", "max_score": "/item/m",
             "completed_at": "/item/at"}
            """;
    private static final String BODY = """
            {"u": "u-17", "t": "t-9", "s": 17, "m": 20, "at": "2026-11-21T10:00:00Z", "kind": "done", "n": 2, "empty": " ",
             "parts": [{"type": "a", "id": "first"}, {"type": "b", "id": "second"}, {"type": "b", "id": "third"}]}
            """;
    private static final Settings SETTINGS =
            new Settings(null, Map.of("t-9", new Settings.Test("Knots", BigDecimal.valueOf(30))));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            user_id    | "/item/u"                                                                      | u-17
            user_id    | {"from": "/body/u"}                                                            | u-17
            user_id    | "/header/x-user"                                                               | from-header
            user_id    | "/query/user"                                                                  | from-query
            user_id    | "/path/1"                                                                      | second-segment
            user_id    | "/claims/sub"                                                                  | from-claims
            user_id    | {"coalesce": ["/item/none", "/item/u"]}                                        | u-17
            user_id    | {"coalesce": ["/item/empty", "/item/u"]}                                       | u-17
            user_id    | {"coalesce": [{"from": "/item/t", "when": {"at": "/item/empty", "exists": true}}, "/item/u"]} | u-17
            user_id    | {"coalesce": [{"from": "/item/t", "when": {"at": "/item/n", "equals": 3}}, "/item/u"]} | u-17
            user_id    | {"coalesce": [{"from": "/item/t", "unless": {"at": "/item/n", "in": [1, 2]}}, "/item/u"]} | u-17
            user_id    | {"from": "/item/u", "when": [{"at": "/item/n", "equals": "2"}, {"at": "/item/kind", "in": ["x", "done"]}]} | u-17
            user_id    | {"from": "/item/u", "when": {"at": "/item/none", "exists": false}}             | u-17
            user_id    | {"constant": "everybody"}                                                      | everybody
            user_id    | {"find": {"in": "/item/parts", "where": "/type", "equals": "b", "take": "/id"}} | second
            user_id    | {"from": "/item/u", "as": "digest"}                                            | (its digest)
            """)
    void eachVerbFindsItsValue(String field, String rule, String expected) {
        Mapped.Event event = event(rules(field, rule), BODY);
        String found = event.event().at("/user/id").stringValue();
        assertThat(found).isEqualTo(rule.contains("digest") ? Ids.digest("u-17") : expected);
    }

    @Test
    void aTableKnowsNamesAndMaxima() {
        ObjectNode rules = rules("max_score", "{\"table\": \"max_score\"}");
        rules.set("test_name", json("{\"table\": \"name\"}"));
        Mapped.Event event = event(rules, BODY);
        assertThat(event.event().at("/result/max_score").decimalValue()).isEqualByComparingTo("30");
        assertThat(event.event().at("/result/test_name").stringValue()).isEqualTo("Knots");
        assertThat(Fixture.origin(event, "result.max_score").pointer()).isEqualTo("table");
        assertThat(only(rules, BODY.replace("t-9", "t-8")))
                .isInstanceOfSatisfying(
                        Mapped.Unmappable.class,
                        wrong -> assertThat(wrong.rule()).isEqualTo("max_score"));
    }

    @Test
    void aTestIsEnteredByItsFullIdHoweverLong() {
        String id = "block-v1:" + "x".repeat(100);
        Settings settings = new Settings(null, Map.of(id, new Settings.Test("Long", BigDecimal.ONE)));
        Mapping mapping = Mapping.of(rules("test_name", "{\"table\": \"name\"}"));
        Mapped mapped = mapping.map(request(BODY.replace("t-9", id)), settings).getFirst();
        assertThat(((Mapped.Event) mapped).event().at("/result/test_name").stringValue())
                .isEqualTo("Long");
    }

    @Test
    void aDigestOfSeveralValuesNeedsThemAllAndKeepsThemApart() {
        ObjectNode rules = rules("attempt_id", "{\"digest\": [\"/item/a\", \"/item/b\"]}");
        assertThat(event(rules, BODY).event().path("result").has("attempt_id")).isFalse();
        String one = attempt(rules, "1", "23");
        assertThat(one).isNotEqualTo(attempt(rules, "12", "3")).isEqualTo(attempt(rules, "1", "23"));
    }

    private static String attempt(ObjectNode rules, String a, String b) {
        String body = BODY.replace("\"n\": 2", "\"a\": \"%s\", \"b\": \"%s\"".formatted(a, b));
        return event(rules, body).event().at("/result/attempt_id").stringValue();
    }

    @Test
    void theFirstPlaceThatExistsHoldsTheElements() {
        ObjectNode rules = rules("each", "[\"/claims/events\", \"/body/events\", \"/body\"]");
        String two = "{\"events\": [%s, %s]}".formatted(BODY, BODY.replace("u-17", "u-18"));
        assertThat(map(rules, two)).hasSize(2).allMatch(Mapped.Event.class::isInstance);
        assertThat(map(rules, "{\"events\": []}")).containsExactly(new Mapped.Ignored("an empty array"));
        assertThat(map(rules, BODY)).hasSize(1);
        assertThat(Fixture.origin((Mapped.Event) map(rules, two).get(1), "user.id")
                        .pointer())
                .isEqualTo("/body/events/1/u");
    }

    @Test
    void oneBadElementCostsNoOther() {
        String body = "[%s, 5, null, {}, %s]".formatted(BODY, BODY);
        assertThat(map(rules("each", "\"/body\""), body).stream()
                        .map(mapped -> mapped.getClass().getSimpleName()))
                .containsExactly("Event", "Unmappable", "Unmappable", "Unmappable", "Event");
    }

    @Test
    void whatIsIgnoredSaysWhy() {
        ObjectNode rules = rules("ignore", """
                {"a sample": {"when": {"at": "/item/kind", "equals": "verify"}},
                 "another kind": {"unless": {"at": "/item/kind", "equals": "done"}}}
                """);
        assertThat(only(rules, BODY)).isInstanceOf(Mapped.Event.class);
        assertThat(only(rules, BODY.replace("done", "verify"))).isEqualTo(new Mapped.Ignored("a sample"));
        assertThat(only(rules, BODY.replace("done", "other"))).isEqualTo(new Mapped.Ignored("another kind"));
    }

    @Test
    void aPresentButWrongValueIsNotPassedOver() {
        ObjectNode rules = rules("score", "{\"coalesce\": [\"/item/kind\", \"/item/s\"]}");
        assertThat(only(rules, BODY))
                .isEqualTo(new Mapped.Unmappable("score", "the value at /body/kind is not a number: \"done\""));
    }

    @Test
    void anOpaqueAttemptExcludesANumberedOne() {
        ObjectNode rules = rules("attempt", "{\"constant\": 1}");
        rules.set("attempt_id", json("\"/item/parts/0/id\""));
        JsonNode result = event(rules, BODY).event().path("result");
        assertThat(result.path("attempt_id").stringValue()).isEqualTo("first");
        assertThat(result.has("attempt")).isFalse();
    }

    @Test
    void anOriginNamesPointerAndConverters() {
        Mapped.Event event = event(rules("score", "{\"from\": \"/item/s\", \"as\": [\"number\", \"round2\"]}"), BODY);
        assertThat(event.origins().get("result.score"))
                .isEqualTo(new Origin("/body/s", List.of("number", "round2"), null));
        assertThat(event.origins().get("event_id")).isEqualTo(new Origin("content", List.of("digest"), null));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            score     | 17                                              | score           | must be a pointer
            score     | {}                                              | score           | exactly one of
            score     | {"from": "/item/s", "constant": 1}              | score           | exactly one of
            score     | {"from": "/item/s", "spin": 1}                  | score           | does not know "spin"
            score     | "item/s"                                        | score           | starts with /item
            score     | "/items/s"                                      | score           | starts with /item
            score     | {"from": 5}                                     | score           | starts with /item
            score     | {"from": "/item/s", "as": "text"}               | score.as        | must end in number, round2 or fraction
            score     | {"from": "/item/s", "as": "eval"}               | score.as        | knows no converter eval
            score     | {"from": "/item/s", "as": []}                   | score.as        | must end in
            score     | {"from": "/item/s", "as": {"round2": 3}}        | score.as        | only time and language
            score     | {"constant": "many"}                            | score           | is not a number
            score     | {"coalesce": []}                                | score.coalesce  | must be a list
            score     | {"coalesce": ["/item/s", "nowhere"]}            | score.coalesce[1] | starts with /item
            score     | {"digest": ["/item/s"]}                         | score           | can only be an id
            score     | {"table": "max_score"}                          | score           | can take max_score
            score     | {"from": "/item/s", "when": {"at": "/item/n"}}  | score           | one of equals, in and exists
            score     | {"from": "/item/s", "when": {"at": "/item/n", "equals": {}}} | score | must compare with
            score     | {"from": "/item/s", "when": {"at": "/item/n", "exists": "yes"}} | score | exists: true
            score     | {"find": {"in": "/body/x", "where": "/a", "equals": "b", "take": "/c"}} | score.find.in | must start with /item
            score     | {"find": {"in": "/item/x", "where": "a", "equals": "b", "take": "/c"}}  | score.find | pointer
            completed_at | {"from": "/item/at", "as": {"time": "jj"}}   | completed_at.as | pattern
            completed_at | {"from": "/item/at", "as": {"time": {"pattern": "yyyy", "zone": "Mars/Base"}}} | completed_at.as | knows no zone Mars/Base
            status    | {"constant": "done"}                            | status          | no constant
            speed     | "/item/s"                                       | mapping         | does not know "speed"
            ignore    | {"all": {}}                                     | ignore.all      | would ignore everything
            ignore    | []                                              | ignore          | is no object
            each      | "body"                                          | each            | starts with /item
            """)
    void aWrongMappingIsRefusedByTheNameOfItsRule(String field, String rule, String name, String reason) {
        ObjectNode rules = rules(field, rule);
        assertThatThrownBy(() -> Mapping.of(rules)).isInstanceOfSatisfying(InvalidMapping.class, wrong -> {
            assertThat(wrong.rule()).isEqualTo(name);
            assertThat(wrong.reason()).containsIgnoringCase(reason);
        });
    }

    @Test
    void aMappingSaysWhereEverythingNeededIs() {
        for (String field : List.of("user_id", "test_id", "score", "max_score", "completed_at")) {
            ObjectNode rules = (ObjectNode) json(RULES);
            rules.remove(field);
            assertThatThrownBy(() -> Mapping.of(rules))
                    .isInstanceOfSatisfying(
                            InvalidMapping.class,
                            wrong -> assertThat(wrong.rule()).isEqualTo(field));
        }
        assertThatThrownBy(() -> Mapping.of(json("[]"))).isInstanceOf(InvalidMapping.class);
    }

    @Test
    void aMappingHasAtMostFortyRulesAndThirtyTwoLevels() {
        String most = "{\"coalesce\": [" + "\"/item/x\",".repeat(34) + "\"/item/s\"]}"; // 36 of 40 with the others
        assertThat(Mapping.of(rules("score", most.replaceFirst("\"/item/x\",", ""))))
                .isNotNull();
        assertThat(Mapping.of(rules("score", most))).isNotNull();
        assertThatThrownBy(() -> Mapping.of(rules("score", most.replace("[", "[\"/item/y\","))))
                .isInstanceOf(InvalidMapping.class)
                .hasMessageContaining("at most 40 rules");
        String deep = "{\"coalesce\": [".repeat(33) + "\"/item/s\"" + "]}".repeat(33);
        assertThatThrownBy(() -> Mapping.of(rules("score", deep)))
                .isInstanceOf(InvalidMapping.class)
                .hasMessageContaining("32 levels");
        assertThat(Mapping.of(rules("score", "\"/item" + "/a".repeat(32) + "\"")))
                .isNotNull();
        assertThatThrownBy(() -> Mapping.of(rules("score", "\"/item" + "/a".repeat(33) + "\"")))
                .isInstanceOf(InvalidMapping.class)
                .hasMessageContaining("32 levels");
    }

    @Test
    void theExampleInTheDocumentsIsAMapping() throws IOException {
        String document = Files.readString(Path.of("docs/mapping.md"));
        String example = document.substring(document.indexOf("```yaml") + 7, document.indexOf("```\n"));
        Object rules = new Yaml(new SafeConstructor(new LoaderOptions())).load(example);
        assertThat(Mapping.of(JsonMapper.shared().valueToTree(rules))).isNotNull();
    }

    private static ObjectNode rules(String field, String rule) {
        ObjectNode rules = (ObjectNode) json(RULES);
        rules.set(field, json(rule));
        return rules;
    }

    private static Mapped.Event event(JsonNode rules, String body) {
        assertThat(only(rules, body)).isInstanceOf(Mapped.Event.class);
        return (Mapped.Event) only(rules, body);
    }

    private static Mapped only(JsonNode rules, String body) {
        assertThat(map(rules, body)).hasSize(1);
        return map(rules, body).getFirst();
    }

    private static List<Mapped> map(JsonNode rules, String body) {
        return Mapping.of(rules).map(request(body), SETTINGS);
    }

    private static Request request(String body) {
        return new Request(
                json(body),
                Map.of("x-user", "from-header"),
                Map.of("user", "from-query"),
                List.of("first-segment", "second-segment"),
                json("{\"sub\": \"from-claims\"}"));
    }

    private static JsonNode json(String json) {
        return ExactJson.read(json.getBytes(StandardCharsets.UTF_8));
    }
}
