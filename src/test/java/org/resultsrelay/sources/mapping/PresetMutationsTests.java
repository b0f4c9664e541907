package org.resultsrelay.sources.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What platforms do to their own format, done to every preset at the very places that its events come from. */
class PresetMutationsTests {

    /** Those whose first element becomes an event. */
    static final List<Fixture> FIXTURES = PresetsTests.FIXTURES.stream()
            .filter(fixture -> fixture.map().getFirst() instanceof Mapped.Event)
            .toList();

    /** Those of which the platform itself says the test's name. */
    static final List<Fixture> NAMED = FIXTURES.stream()
            .filter(fixture -> {
                Origin name = event(fixture).origin("result.test_name");
                return name != null && name.pointer().startsWith("/body");
            })
            .toList();

    private static final String LONG = "https://a.very.long.name.example/" + "x".repeat(200);

    @ParameterizedTest
    @FieldSource("FIXTURES")
    void numbersAsTextsAreTheSameNumbers(Fixture fixture) {
        Fixture mutated = fixture;
        for (String field : List.of("result.score", "result.max_score", "user.id", "result.test_id")) {
            String pointer = origin(fixture, field).pointer();
            if (pointer.startsWith("/body") && fixture.at(pointer).isNumber()) {
                mutated = mutated.with(pointer, Fixture.text(fixture.at(pointer).asString()));
            }
        }
        assertThat(first(mutated)).isEqualTo(first(fixture));
    }

    @ParameterizedTest
    @FieldSource("FIXTURES")
    void aMaximumThatIsMissingIsNeverGuessed(Fixture fixture) {
        String pointer = origin(fixture, "result.max_score").pointer();
        Fixture mutated = pointer.startsWith("/body") ? fixture.with(pointer, null) : fixture;
        Mapped outcome = mutated.withoutTests().map().getFirst();
        switch (outcome) {
            case Mapped.Unmappable wrong -> {
                assertThat(wrong.rule()).isEqualTo("max_score");
                assertThat(wrong.reason()).contains("tests");
            }
            case Mapped.Event event ->
                assertThat(isPercentage(event) || isAssignables(event)).isTrue();
            case Mapped.Ignored ignored -> assertThat(ignored).isNull();
        }
    }

    /** The score too is the platform's percentage then, and no longer the points. */
    private static boolean isPercentage(Mapped.Event event) {
        return Fixture.origin(event, "result.max_score").pointer().equals("constant")
                && Fixture.origin(event, "result.score").converters().contains("fraction");
    }

    private static boolean isAssignables(Mapped.Event event) {
        return Fixture.origin(event, "result.max_score").pointer().endsWith("/object/assignable/maxScore");
    }

    @ParameterizedTest
    @FieldSource("FIXTURES")
    void aMaximumInTheTestsStandsInForAMissingOne(Fixture fixture) {
        String pointer = origin(fixture, "result.max_score").pointer();
        assumeThat(pointer).startsWith("/body").doesNotContain("marks", "assignable");
        String test = event(fixture).at("/result/test_id").stringValue();
        Settings known =
                new Settings(fixture.settings().zone(), Map.of(test, new Settings.Test(null, BigDecimal.valueOf(321))));
        Mapped outcome = fixture.with(pointer, null).withSettings(known).map().getFirst();
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Mapped.Event.class,
                        event -> assertThat(isPercentage(event)
                                        || event.event()
                                                        .at("/result/max_score")
                                                        .decimalValue()
                                                        .intValueExact()
                                                == 321)
                                .isTrue());
    }

    @ParameterizedTest
    @FieldSource("FIXTURES")
    void aTimeWithoutZoneNeedsTheSourcesZone(Fixture fixture) {
        String pointer = origin(fixture, "result.completed_at").pointer();
        JsonNode time = fixture.at(pointer);
        assumeThat(time.isString()).isTrue();
        Settings zoneless = new Settings(null, fixture.settings().tests());
        Fixture mutated = fixture.with(pointer, Fixture.text(time.stringValue().substring(0, 19)))
                .withSettings(zoneless);
        assertThat(mutated.map().getFirst())
                .isInstanceOfSatisfying(
                        Mapped.Unmappable.class,
                        wrong -> assertThat(wrong.reason()).contains("time_zone"));
        Settings inBerlin = new Settings(ZoneId.of("Europe/Berlin"), zoneless.tests());
        assertThat(mutated.withSettings(inBerlin).map().getFirst()).isInstanceOf(Mapped.Event.class);
    }

    @ParameterizedTest
    @FieldSource("FIXTURES")
    void longIdsBecomeDigestsAndStayApart(Fixture fixture) {
        for (String field : List.of("user.id", "result.test_id", "result.attempt_id", "event_id")) {
            Origin origin = event(fixture).origin(field);
            if (origin != null
                    && origin.pointer().startsWith("/body")
                    && !origin.pointer().contains(", ")) {
                String one = id(fixture.with(origin.pointer(), Fixture.text(LONG + "1")), field, fixture);
                String two = id(fixture.with(origin.pointer(), Fixture.text(LONG + "2")), field, fixture);
                assertThat(one).hasSizeLessThanOrEqualTo(64).isNotEqualTo(two);
            }
        }
    }

    @ParameterizedTest
    @FieldSource("NAMED")
    void htmlInNamesIsNotPassedOn(Fixture fixture) {
        Origin origin = origin(fixture, "result.test_name");
        JsonNode html = Fixture.text("<p>Fire &amp; <i>rescue</i></p>\n<script src=\"x\"></script>");
        ObjectNode map = JsonNodeFactory.instance.objectNode();
        map.set("en", html);
        Fixture mutated = fixture.with(origin.pointer(), origin.converters().contains("language") ? map : html);
        assertThat(event(mutated).at("/result/test_name").stringValue()).isEqualTo("Fire & rescue");
    }

    @ParameterizedTest
    @FieldSource("FIXTURES")
    void aNullIsNothing(Fixture fixture) {
        event(fixture).made().origins().forEach((field, origin) -> {
            if (origin.pointer().startsWith("/body") && !origin.pointer().contains(", ")) {
                Fixture mutated = fixture.with(origin.pointer(), JsonNodeFactory.instance.nullNode());
                assertThat(mutated.map())
                        .as(field)
                        .isEqualTo(fixture.with(origin.pointer(), null).map());
            }
        });
    }

    @ParameterizedTest
    @FieldSource("FIXTURES")
    void withoutItsUserNoResultIsAttributedToAnybody(Fixture fixture) {
        Fixture mutated = fixture.with(origin(fixture, "user.id").pointer(), null);
        assertThat(mutated.map().getFirst())
                .isInstanceOfSatisfying(
                        Mapped.Unmappable.class,
                        wrong -> assertThat(wrong.rule()).isEqualTo("user_id"));
    }

    /** Trap 1 and 2: the same attempt, and an id that says that the content is another. */
    @ParameterizedTest
    @FieldSource("FIXTURES")
    void aRegradeKeepsItsAttemptAndGetsAnotherId(Fixture fixture) {
        Event before = event(fixture);
        Event after = event(fixture.with(origin(fixture, "result.score").pointer(), Fixture.number("0.5")));
        for (String same : List.of("/user/id", "/result/test_id", "/result/attempt", "/result/attempt_id")) {
            assertThat(after.at(same)).isEqualTo(before.at(same));
        }
        assertThat(after.at("/event_id")).isNotEqualTo(before.at("/event_id"));
        assertThat(after.at("/result/score")).isNotEqualTo(before.at("/result/score"));
    }

    /** Only xAPI without a registration says nothing of attempts: there each statement is one. */
    @ParameterizedTest
    @FieldSource("FIXTURES")
    void everyAttemptIsNamed(Fixture fixture) {
        boolean named = event(fixture).at("/result").has("attempt")
                || event(fixture).at("/result").has("attempt_id");
        assertThat(named).isEqualTo(!fixture.toString().equals("xapi/single"));
    }

    @ParameterizedTest
    @CsvSource({
        "caliper, grades, /body/data/0/type",
        "canvas-live, grade_change, /body/metadata/event_name",
        "classmarker, group, /body/payload_type",
        "cmi5, passed, /body/verb/id",
        "flexiquiz, submitted, /body/event_type",
        "lti-ags, score, /body/gradingProgress",
        "moodle-logstore-xapi, object-is-the-quiz, /body/0/verb/id",
        "moodle-webhooks, graded, /body/eventname",
        "openedx-xapi, subsection, /body/0/verb/id",
        "synap, marks, /body/meta/eventName",
        "typeform, response, /body/event_type",
        "xapi, single, /body/verb/id"
    })
    void anUnknownTypeOfEventIsIgnoredWithAReason(String preset, String name, String pointer) {
        Fixture mutated = Fixture.named(preset, name).with(pointer, Fixture.text("something.new"));
        assertThat(mutated.map().getFirst()).isInstanceOf(Mapped.Ignored.class);
    }

    @Test
    void anUnknownTypeIsAlsoIgnoredWhereAHeaderNamesIt() {
        Fixture exam = Fixture.named("edubase", "exam");
        Request renamed = new Request(exam.body(), Map.of("edubase-webhook-event", "api"), Map.of(), List.of(), null);
        assertThat(exam.preset().mapping().map(renamed, exam.settings())).allMatch(Mapped.Ignored.class::isInstance);
    }

    @ParameterizedTest
    @CsvSource({
        "canvas-live, grade_change, /body/metadata/user_id, /body/body/user_id",
        "canvas-live, grade_change, /body/body/grader_id, /body/body/user_id",
        "caliper, grades, /body/data/0/actor/id, /body/data/0/object/assignee/id",
        "moodle-webhooks, graded, /body/userid, /body/relateduserid"
    })
    void theGraderIsNotTheUser(String preset, String name, String grader, String student) {
        Fixture fixture = Fixture.named(preset, name);
        assertThat(fixture.at(grader)).isNotEqualTo(fixture.at(student));
        assertThat(first(fixture.with(grader, Fixture.text("another-grader")))).isEqualTo(first(fixture));
        assertThat(event(fixture.with(student, Fixture.text("another-student")))
                        .at("/user/id")
                        .stringValue())
                .isEqualTo("another-student");
    }

    @Test
    void aSampleOfClassMarkersSettingsIsNoResult() {
        assertThat(Fixture.named("classmarker", "sample").map().getFirst())
                .isEqualTo(new Mapped.Ignored("a sample (payload_status verify)"));
    }

    @Test
    void canvasSignedMessagesAreReadFromTheirClaims() {
        Fixture plain = Fixture.named("canvas-live", "grade_change");
        Mapped.Event signed = plain.withClaims(plain.body()).events().getFirst();
        assertThat(signed.event()).isEqualTo(event(plain).made().event());
        assertThat(Fixture.origin(signed, "user.id").pointer()).isEqualTo("/claims/body/user_id");
    }

    /** Trap 7. */
    @Test
    void rawAndMaximumWinOverAContradictingPercentageAndTheOriginSaysSo() {
        assertThat(origin(Fixture.named("xapi", "single"), "result.score").note())
                .contains("/body/result/score/scaled")
                .contains("90")
                .contains("40");
        assertThat(origin(Fixture.named("xapi", "array"), "result.score").note())
                .isNull();
        assertThat(origin(Fixture.named("moodle-logstore-xapi", "object-is-the-quiz"), "result.score")
                        .note())
                .contains("says 0");
    }

    @Test
    void aPercentageThatCannotBeReadCostsNoResult() {
        Fixture module = Fixture.named("coassemble", "module");
        assertThat(first(module.with("/body/score/percentage", Fixture.text("95%"))))
                .isEqualTo(first(module));
    }

    @Test
    void aRawScoreWithoutMaximumIsNeverSetAgainstAHundred() {
        Fixture raw = Fixture.named("xapi", "single")
                .with("/body/result/score/max", null)
                .with("/body/result/score/scaled", null);
        assertThat(raw.map().getFirst())
                .isInstanceOfSatisfying(
                        Mapped.Unmappable.class,
                        wrong -> assertThat(wrong.rule()).isEqualTo("max_score"));
    }

    @Test
    void aPassWithoutAPassMarkIsUnknown() {
        Fixture group = Fixture.named("classmarker", "group");
        assertThat(event(group).at("/result/passed").booleanValue()).isTrue();
        for (String none : List.of("0", "0.0")) {
            Fixture unmarked = group.with("/body/result/percentage_passmark", Fixture.number(none));
            assertThat(event(unmarked).at("/result").has("passed")).isFalse();
        }
        assertThat(event(group.with("/body/result/percentage_passmark", null))
                        .at("/result")
                        .has("passed"))
                .isFalse();
    }

    @Test
    void aStatementByPutHasItsIdInTheAddress() {
        Fixture single = Fixture.named("xapi", "single").with("/body/id", null);
        Request put = new Request(single.body(), Map.of(), Map.of("statementId", "st-1"), List.of(), null);
        Mapped.Event event = (Mapped.Event)
                single.preset().mapping().map(put, single.settings()).getFirst();
        assertThat(event.event().path("event_id").stringValue()).startsWith("st-1.");
        assertThat(Fixture.origin(event, "event_id").pointer()).isEqualTo("/query/statementId");
    }

    @Test
    void eduBasesGetIsReadFromTheAddress() {
        Map<String, String> play = Map.of(
                "play",
                "pl-9",
                "exam",
                "ex-9",
                "user",
                "us-9",
                "points_correct",
                "3",
                "points_total",
                "4",
                "time_end",
                "2026-11-21 09:42:10",
                "valid",
                "1");
        Fixture exam = Fixture.named("edubase", "exam");
        Request get = new Request(null, Map.of(), play, List.of(), null);
        assertThat(exam.preset().mapping().map(get, exam.settings()).getFirst()).isInstanceOf(Mapped.Event.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.005", "0.015", "17.555", "-0.005"})
    void scoresAreRoundedHalfUp(String score) {
        Fixture fixture = Fixture.named("lti-ags", "score").with("/body/scoreGiven", Fixture.number(score));
        assertThat(event(fixture).at("/result/score").decimalValue())
                .isEqualByComparingTo(new BigDecimal(score).setScale(2, RoundingMode.HALF_UP));
    }

    private static Mapped first(Fixture fixture) {
        return fixture.map().getFirst();
    }

    private static Origin origin(Fixture fixture, String field) {
        return Objects.requireNonNull(event(fixture).origin(field));
    }

    private static Event event(Fixture fixture) {
        assertThat(fixture.map().getFirst()).isInstanceOf(Mapped.Event.class);
        return new Event((Mapped.Event) fixture.map().getFirst());
    }

    private static String id(Fixture mutated, String field, Fixture original) {
        Fixture known = new Fixture(
                mutated.preset(), mutated.name(), mutated.request(), anyTest(mutated, original), mutated.expected());
        return event(known).at("/" + field.replace('.', '/')).stringValue();
    }

    /** A test with another id needs its maximum in the table where the platform sends none. */
    private static Settings anyTest(Fixture mutated, Fixture original) {
        Settings.Test test = new Settings.Test("Any", BigDecimal.TEN);
        Map<String, Settings.Test> tests = new HashMap<>(original.settings().tests());
        tests.put(LONG + "1", test);
        tests.put(LONG + "2", test);
        return new Settings(mutated.settings().zone(), tests);
    }

    /** A mapped event, with shorter ways to what is asked of it here. */
    record Event(Mapped.Event made) {

        JsonNode at(String pointer) {
            return made.event().at(pointer);
        }

        @Nullable
        Origin origin(String field) {
            return made.origins().get(field);
        }
    }
}
