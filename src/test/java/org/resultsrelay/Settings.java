package org.resultsrelay;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The product's own settings, as the compiler wrote them down from its {@code @ConfigurationProperties}. */
final class Settings {

    private static final Path METADATA = Path.of("target/classes/META-INF/spring-configuration-metadata.json");

    private Settings() {}

    /** Environment variable to default; no default where the code gives none. */
    static Map<String, Optional<String>> ofTheProduct() {
        Map<String, Optional<String>> settings = new TreeMap<>();
        for (JsonNode property : new JsonMapper().readTree(METADATA.toFile()).path("properties")) {
            String name = property.path("name").asString();
            if (name.startsWith("relay.") || name.startsWith("demo.")) {
                settings.merge(
                        variable(name), value(property.path("defaultValue")), (one, other) -> one.or(() -> other));
            }
        }
        return settings;
    }

    /** The properties that are waits or times to keep something, by their names in the code. */
    static List<String> durations() {
        return new JsonMapper()
                .readTree(METADATA.toFile())
                .path("properties")
                .valueStream()
                .filter(property -> property.path("type").asString().equals(Duration.class.getName()))
                .map(property -> property.path("name").asString())
                .filter(name -> name.startsWith("relay."))
                .toList();
    }

    private static String variable(String property) {
        return property.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /** A list is written down as {@code [2s, 5s]}, and set as {@code 2s,5s}. */
    private static Optional<String> value(JsonNode value) {
        return value.isMissingNode()
                ? Optional.empty()
                : Optional.of(value.asString().replaceFirst("^\\[(.*)]$", "$1").replace(", ", ","));
    }
}
