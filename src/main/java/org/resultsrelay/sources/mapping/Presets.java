package org.resultsrelay.sources.mapping;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The presets under {@code presets/}, one file each. A file that is wrong stops the start. */
public final class Presets {

    private static final List<Preset> ALL = load();

    private Presets() {}

    /** In alphabetical order. */
    public static List<Preset> all() {
        return ALL;
    }

    public static Optional<Preset> named(String name) {
        return ALL.stream().filter(preset -> preset.name().equals(name)).findFirst();
    }

    private static List<Preset> load() {
        try {
            return Stream.of(new PathMatchingResourcePatternResolver().getResources("classpath*:presets/*.yaml"))
                    .map(Presets::read)
                    .sorted(Comparator.comparing(Preset::name))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Preset read(Resource file) {
        String name = String.valueOf(file.getFilename()).replace(".yaml", "");
        JsonNode yaml = tree(file);
        try {
            JsonNode answer = yaml.required("answer");
            return new Preset(
                    name,
                    yaml.required("title").stringValue(),
                    yaml.required("document").stringValue(),
                    Mapping.of(yaml.required("rules")),
                    yaml.required("rules"),
                    yaml.required("verification"),
                    new Preset.Answer(
                            answer.required("status").intValue(),
                            answer.required("body").stringValue()),
                    yaml.required("notes")
                            .valueStream()
                            .map(JsonNode::stringValue)
                            .toList());
        } catch (InvalidMapping | IllegalArgumentException e) {
            throw new IllegalStateException("The preset " + name + " is wrong: " + e.getMessage(), e);
        }
    }

    private static JsonNode tree(Resource file) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        try (InputStream yaml = file.getInputStream()) {
            Object read = new Yaml(new SafeConstructor(options)).load(yaml);
            return JsonMapper.shared().valueToTree(read);
        } catch (IOException e) {
            throw new UncheckedIOException("The preset " + file + " cannot be read", e);
        }
    }
}
