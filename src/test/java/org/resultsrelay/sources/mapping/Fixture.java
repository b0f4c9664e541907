package org.resultsrelay.sources.mapping;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A platform's request in the shape that its documents describe, and how the source that takes it is set up. */
record Fixture(Preset preset, String name, Request request, Settings settings, JsonNode expected) {

    static List<Fixture> all() {
        return Presets.all().stream().flatMap(Fixture::of).toList();
    }

    static Fixture named(String preset, String name) {
        return of(Presets.named(preset).orElseThrow())
                .filter(fixture -> fixture.name.equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Stream<Fixture> of(Preset preset) {
        try {
            Path folder =
                    new ClassPathResource("presets/" + preset.name()).getFile().toPath();
            JsonNode setup = read(folder.resolve("setup.json"));
            try (Stream<Path> files = Files.list(folder)) {
                return files
                        .map(file -> file.getFileName().toString().replace(".json", ""))
                        .filter(name -> !name.equals("setup") && !name.endsWith(".expected"))
                        .sorted()
                        .map(name -> new Fixture(
                                preset,
                                name,
                                request(read(folder.resolve(name + ".json")), setup),
                                settings(setup),
                                read(folder.resolve(name + ".expected.json"))))
                        .toList()
                        .stream();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode read(Path file) {
        try {
            return Files.exists(file)
                    ? ExactJson.read(Files.readAllBytes(file))
                    : JsonNodeFactory.instance.missingNode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Request request(JsonNode body, JsonNode setup) {
        Map<String, String> headers = new HashMap<>();
        setup.path("headers")
                .properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().stringValue()));
        List<String> path =
                setup.path("path").valueStream().map(JsonNode::stringValue).toList();
        return new Request(body, headers, Map.of(), path, null);
    }

    private static Settings settings(JsonNode setup) {
        Map<String, Settings.Test> tests = new HashMap<>();
        setup.path("tests").properties().forEach(test -> {
            JsonNode max = test.getValue().path("max_score");
            tests.put(
                    test.getKey(),
                    new Settings.Test(
                            test.getValue().path("name").stringValue(null),
                            max.isMissingNode() ? null : max.decimalValue()));
        });
        String zone = setup.path("zone").asString("");
        return new Settings(zone.isEmpty() ? null : ZoneId.of(zone), tests);
    }

    List<Mapped> map() {
        return preset.mapping().map(request, settings);
    }

    JsonNode body() {
        return Objects.requireNonNull(request.body());
    }

    Fixture withBody(JsonNode body) {
        return new Fixture(
                preset,
                name,
                new Request(body, request.headers(), request.query(), request.path(), request.claims()),
                settings,
                expected);
    }

    Fixture withClaims(JsonNode claims) {
        return new Fixture(
                preset,
                name,
                new Request(null, request.headers(), request.query(), request.path(), claims),
                settings,
                expected);
    }

    Fixture withSettings(Settings changed) {
        return new Fixture(preset, name, request, changed, expected);
    }

    Fixture withoutTests() {
        return withSettings(new Settings(settings.zone(), Map.of()));
    }

    /** The same request with another value at a pointer such as {@code /body/result/score}; null removes it. */
    Fixture with(String pointer, @Nullable JsonNode value) {
        ObjectNode whole = JsonNodeFactory.instance.objectNode();
        whole.set("body", body().deepCopy());
        JsonPointer at = JsonPointer.compile(pointer);
        JsonNode parent = whole.at(at.head());
        if (parent instanceof ObjectNode object) {
            String property = at.last().getMatchingProperty();
            if (value == null) {
                object.remove(property);
            } else {
                object.set(property, value);
            }
        } else if (value != null) {
            ((ArrayNode) parent).set(at.last().getMatchingIndex(), value);
        }
        return withBody(whole.get("body"));
    }

    JsonNode at(String pointer) {
        return body().at(pointer.substring("/body".length()));
    }

    List<Mapped.Event> events() {
        List<Mapped.Event> events = new ArrayList<>();
        map().forEach(mapped -> {
            if (mapped instanceof Mapped.Event event) {
                events.add(event);
            }
        });
        return events;
    }

    static Origin origin(Mapped.Event event, String field) {
        return Objects.requireNonNull(event.origins().get(field));
    }

    static JsonNode text(String text) {
        return JsonNodeFactory.instance.stringNode(text);
    }

    static JsonNode number(String number) {
        return JsonNodeFactory.instance.numberNode(new BigDecimal(number));
    }

    @Override
    public String toString() {
        return preset.name() + "/" + name;
    }
}
