package org.resultsrelay.sources.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.resultsrelay.intake.reading.WebhookReader;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Whatever a platform, or somebody with its secret, sends: an event, something ignored, or a reason; never a throw. */
class HostileInputTests {

    static final List<Preset> PRESETS = Presets.all();
    private static final int ROUNDS = 30_000;
    private static final Instant NOW = Instant.parse("2026-12-01T00:00:00Z");

    private static final List<JsonNode> SPICE = spice();

    private enum Outcome {
        EVENT,
        IGNORED,
        UNMAPPABLE
    }

    @Test
    void anyValueInAnyPlaceComesToOneOfThreeOutcomes() {
        Random random = new Random(20261201);
        Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
        for (int i = 0; i < ROUNDS; i++) {
            Fixture fixture = PresetsTests.FIXTURES.get(random.nextInt(PresetsTests.FIXTURES.size()));
            JsonNode body = fixture.body().deepCopy();
            for (int change = random.nextInt(3); change >= 0; change--) {
                body = changed(body, random);
            }
            List<Mapped> mapped = fixture.withBody(body).map();
            assertThat(mapped).isNotEmpty();
            mapped.forEach(outcome -> outcomes.merge(judged(outcome), 1, Integer::sum));
        }
        assertThat(outcomes)
                .hasSize(3)
                .allSatisfy((outcome, count) -> assertThat(count).isGreaterThan(ROUNDS / 100));
    }

    private static Outcome judged(Mapped mapped) {
        return switch (mapped) {
            case Mapped.Event event -> {
                String json = event.event().toString();
                assertThat(json.length()).isLessThan(10_000);
                assertThat(WebhookReader.read(json.getBytes(StandardCharsets.UTF_8), NOW)
                                .events())
                        .hasSize(1);
                yield Outcome.EVENT;
            }
            case Mapped.Ignored ignored -> {
                assertThat(ignored.reason()).isNotBlank().hasSizeLessThan(100);
                yield Outcome.IGNORED;
            }
            case Mapped.Unmappable wrong -> {
                assertThat(wrong.rule()).isNotBlank();
                assertThat(wrong.reason())
                        .isNotBlank()
                        .doesNotContain("\n", "Exception")
                        .hasSizeLessThan(500);
                yield Outcome.UNMAPPABLE;
            }
        };
    }

    /** The tree with a hostile value at a random place. */
    private static JsonNode changed(JsonNode tree, Random random) {
        List<JsonNode> containers = new ArrayList<>();
        collect(tree, containers);
        JsonNode spice = SPICE.get(random.nextInt(SPICE.size()));
        if (containers.isEmpty() || random.nextInt(100) == 0) {
            return spice.deepCopy();
        }
        JsonNode container = containers.get(random.nextInt(containers.size()));
        if (container instanceof ObjectNode object && !object.isEmpty()) {
            List<String> names = List.copyOf(object.propertyNames());
            object.set(names.get(random.nextInt(names.size())), spice.deepCopy());
        } else if (container instanceof ArrayNode array && !array.isEmpty()) {
            array.set(random.nextInt(array.size()), spice.deepCopy());
        }
        return tree;
    }

    private static void collect(JsonNode node, List<JsonNode> containers) {
        if (node.isContainer() && containers.size() < 200) {
            containers.add(node);
            node.values().forEach(value -> collect(value, containers));
        }
    }

    @ParameterizedTest
    @FieldSource("PRESETS")
    void aBodyOfAnyKindIsSurvived(Preset preset) {
        Settings settings = new Settings(null, Map.of());
        for (JsonNode body : SPICE) {
            for (JsonNode claims : List.of(body, JsonNodeFactory.instance.nullNode())) {
                Request request = new Request(body, Map.of(), Map.of("q", "1"), List.of("", "x"), claims);
                assertThat(preset.mapping().map(request, settings)).isNotEmpty().allSatisfy(HostileInputTests::judged);
            }
        }
        assertThat(preset.mapping().map(new Request(null, Map.of(), Map.of(), List.of(), null), settings))
                .hasSize(1)
                .allMatch(Mapped.Unmappable.class::isInstance);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "-1e999999999", "1e-999999999", "1e2147483647", "1e-2147483647"})
    void aHugeNumberIsRefusedAndNotWrittenOut(String number) {
        Fixture fixture = Fixture.named("lti-ags", "score")
                .withBody(ExactJson.read(Fixture.named("lti-ags", "score")
                        .body()
                        .toString()
                        .replace("17", number)
                        .getBytes(StandardCharsets.UTF_8)));
        assertThat(fixture.map().getFirst())
                .isEqualTo(new Mapped.Unmappable("score", "the value at /body/scoreGiven has too many digits"));
    }

    @Test
    void aNumberIsReadExactly() {
        JsonNode read = ExactJson.read("0.10000000000000000000000001".getBytes(StandardCharsets.UTF_8));
        assertThat(read.decimalValue().toPlainString()).isEqualTo("0.10000000000000000000000001");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":1,\"a\":2}", "{} {}", "{", "NaN", "'x'"})
    void whatIsNotOneJsonTextIsRefused(String text) {
        assertThatThrownBy(() -> ExactJson.read(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(JacksonException.class);
    }

    @Test
    void deepNestingIsRefusedByTheReaderOrPassedOver() {
        assertThatThrownBy(() -> ExactJson.read(nested(100_000).getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(JacksonException.class);
    }

    /** A body of 10,000 elements, each looking through an array of its own. */
    @Test
    void manyElementsAreMappedInTheirOrder() {
        Fixture moodle = Fixture.named("moodle-logstore-xapi", "object-is-the-attempt");
        ArrayNode many = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < 10_000; i++) {
            many.add(moodle.body().get(0));
        }
        assertThat(moodle.withBody(many).map()).hasSize(10_000).allMatch(Mapped.Event.class::isInstance);
    }

    private static String nested(int depth) {
        return "[".repeat(depth) + "]".repeat(depth);
    }

    private static List<JsonNode> spice() {
        List<String> texts = List.of(
                "null",
                "true",
                "false",
                "0",
                "-1",
                "1.5",
                "1e999999999",
                "-1e999999999",
                "1e-999999999",
                "123456789012345678901234567890",
                "\"\"",
                "\" \"",
                "\"text\"",
                "\"1e999999999\"",
                "\"NaN\"",
                "\"\\u0000\\u001f\"",
                "\"\\ud800\"",
                "\"<b>\"",
                "\".\"",
                "\"2026-11-21T10:00:00\"",
                "\"9999-12-31T23:59:59Z\"",
                "[]",
                "{}",
                "[[]]",
                "[null]",
                "{\"id\": null}",
                "{\"id\": {}}",
                "{\"\": 1}",
                "\"" + "x".repeat(70) + "\"",
                "\"" + "y".repeat(20_000) + "\"",
                nested(400));
        return texts.stream()
                .map(text -> ExactJson.read(text.getBytes(StandardCharsets.UTF_8)))
                .toList();
    }
}
