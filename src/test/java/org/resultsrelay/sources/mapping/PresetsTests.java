package org.resultsrelay.sources.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.resultsrelay.intake.reading.Event;
import org.resultsrelay.intake.reading.Verdict;
import org.resultsrelay.intake.reading.WebhookReader;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Each platform's documented request comes to exactly the events beside it, and the native door takes every one. */
class PresetsTests {

    static final List<Fixture> FIXTURES = Fixture.all();
    private static final Instant NOW = Instant.parse("2026-12-01T00:00:00Z");

    @ParameterizedTest
    @FieldSource("FIXTURES")
    void aDocumentedRequestComesToTheExpectedEvents(Fixture fixture) {
        assertThat(outcomes(fixture).toPrettyString())
                .isEqualTo(fixture.expected().toPrettyString());
    }

    @ParameterizedTest
    @FieldSource("FIXTURES")
    void theNativeDoorTakesWhatIsMade(Fixture fixture) {
        for (Mapped.Event made : fixture.events()) {
            byte[] body = made.event().toString().getBytes(StandardCharsets.UTF_8);
            Event read = WebhookReader.read(body, NOW).events().getFirst();
            assertThat(read.verdict()).isInstanceOf(Verdict.Valid.class);
        }
    }

    @ParameterizedTest
    @FieldSource("FIXTURES")
    void everyFieldKnowsWhereItCameFrom(Fixture fixture) {
        for (Mapped.Event made : fixture.events()) {
            assertThat(made.origins().keySet()).containsExactlyInAnyOrderElementsOf(paths(made));
            made.origins().values().stream()
                    .flatMap(origin -> Stream.of(origin.pointer().split(", ")))
                    .filter(pointer -> pointer.startsWith("/body"))
                    .forEach(pointer -> assertThat(fixture.at(pointer).isMissingNode())
                            .as(pointer)
                            .isFalse());
        }
    }

    @ParameterizedTest
    @FieldSource("FIXTURES")
    void theSameRequestTenTimesIsOneResult(Fixture fixture) {
        List<Mapped> first = fixture.map();
        for (int i = 1; i < 10; i++) {
            assertThat(fixture.map()).isEqualTo(first);
        }
    }

    @Test
    void everyPresetMakesAnEventOfSomeFixtureAndExplainsItself() {
        for (Preset preset : Presets.all()) {
            assertThat(FIXTURES.stream()
                            .filter(fixture -> fixture.preset().equals(preset))
                            .anyMatch(fixture -> !fixture.events().isEmpty()))
                    .as(preset.name())
                    .isTrue();
            assertThat(preset.document()).startsWith("https://");
            assertThat(preset.notes()).isNotEmpty().allMatch(note -> note.endsWith("."));
            assertThat(preset.verification().path("kind").isString()).isTrue();
            assertThat(preset.answer().body()).isIn("results", "none", "ids");
        }
    }

    @Test
    void fourteenPlatformsAreKnown() {
        assertThat(Presets.all().stream().map(Preset::name))
                .containsExactly(
                        "caliper",
                        "canvas-live",
                        "classmarker",
                        "cmi5",
                        "coassemble",
                        "edubase",
                        "flexiquiz",
                        "lti-ags",
                        "moodle-logstore-xapi",
                        "moodle-webhooks",
                        "openedx-xapi",
                        "synap",
                        "typeform",
                        "xapi");
        assertThat(Presets.named("classmarker")).isPresent();
        assertThat(Presets.named("nobody")).isEmpty();
    }

    @Test
    void anOverrideReplacesAWholeRuleAndLeavesTheOthers() {
        Fixture canvas = Fixture.named("canvas-live", "muted");
        JsonNode overrides = ExactJson.read("""
                {"user_id": "/item/body/student_sis_id", "test_name": {"from": "/item/body/assignment_id", "as": "text"},
                 "status": null, "ignore": {"a muted grade, which the student must not see": null}}
                """.getBytes(StandardCharsets.UTF_8));
        Mapping changed = Mapping.of(canvas.preset().rulesWith(overrides));
        Mapped.Event event =
                (Mapped.Event) changed.map(canvas.request(), canvas.settings()).getFirst();
        assertThat(event.event().at("/user/id").stringValue()).isEqualTo("S-204");
        assertThat(event.event().at("/result/test_name").stringValue()).isEqualTo("10000000000355");
        assertThat(event.event().at("/result").has("status")).isFalse();
        assertThat(canvas.map().getFirst()).isInstanceOf(Mapped.Ignored.class);
        Fixture other = Fixture.named("canvas-live", "quiz_submitted");
        assertThat(changed.map(other.request(), other.settings())).allMatch(Mapped.Ignored.class::isInstance);
    }

    static ArrayNode outcomes(Fixture fixture) {
        ArrayNode outcomes = JsonNodeFactory.instance.arrayNode();
        for (Mapped mapped : fixture.map()) {
            switch (mapped) {
                case Mapped.Event made -> outcomes.addObject().set("event", made.event());
                case Mapped.Ignored ignored -> outcomes.addObject().put("ignored", ignored.reason());
                case Mapped.Unmappable wrong ->
                    outcomes.addObject().put("unmappable", wrong.rule()).put("reason", wrong.reason());
            }
        }
        return outcomes;
    }

    private static List<String> paths(Mapped.Event made) {
        return made.event().properties().stream()
                .filter(field -> !field.getKey().equals("type"))
                .flatMap(field -> field.getValue().isObject()
                        ? field.getValue().propertyStream().map(inner -> field.getKey() + "." + inner.getKey())
                        : Stream.of(field.getKey()))
                .toList();
    }
}
