package org.resultsrelay.sources;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.clients.SecretBox;
import org.resultsrelay.problems.FieldError;
import org.resultsrelay.problems.InvalidRequest;
import org.resultsrelay.problems.MergePatch;
import org.resultsrelay.problems.StrictJson;
import org.resultsrelay.sources.SourceSettings.TestSettings;
import org.resultsrelay.sources.mapping.InvalidMapping;
import org.resultsrelay.sources.mapping.Mapping;
import org.resultsrelay.sources.mapping.Preset;
import org.resultsrelay.sources.mapping.Presets;
import org.resultsrelay.sources.mapping.Settings;
import org.resultsrelay.sources.verification.PlatformKeys;
import org.resultsrelay.sources.verification.Verification;
import org.resultsrelay.sources.verification.Verifier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Checks what an administrator sends, and makes of what is stored the source that requests are taken by. */
@Component
class SourceRules {

    private static final Logger log = LoggerFactory.getLogger(SourceRules.class);
    private static final int MOST_TESTS = 10_000;
    private static final Preset.Answer USUAL = new Preset.Answer(202, "results");
    private static final TypeReference<Map<String, TestSettings>> TESTS = new TypeReference<>() {};

    private final StrictJson strict;
    private final JsonMapper json;
    private final SecretBox box;
    private final PlatformKeys keys;
    private final Clock clock;

    SourceRules(StrictJson strict, JsonMapper json, SecretBox box, PlatformKeys keys, Clock clock) {
        this.strict = strict;
        this.json = json;
        this.box = box;
        this.keys = keys;
        this.clock = clock;
        Presets.all(); // one that is wrong stops the start, and not the first request
    }

    /** What is stored, and the secret that comes with it, if there is one. */
    record Checked(SourceDefinition definition, Verification verification) {}

    /** Throws a problem that names everything that is wrong. {@code stored} is the verification there was before. */
    Checked checked(SourceSettings settings, @Nullable Verification stored) {
        List<FieldError> errors = new ArrayList<>();
        Optional<Preset> preset = Optional.ofNullable(settings.preset()).flatMap(Presets::named);
        if (settings.preset() != null && preset.isEmpty()) {
            errors.add(new FieldError("preset", "is unknown: GET /api/v1/presets lists those there are"));
        } else if ((settings.preset() == null) == (settings.mapping() == null)) {
            errors.add(new FieldError("preset", "give a preset or a mapping"));
        } else {
            compile(preset, settings.mapping(), settings.overrides(), errors);
        }
        if (settings.overrides() != null && settings.preset() == null) {
            errors.add(new FieldError("overrides", "belong to a preset: change the mapping itself"));
        }
        zone(settings.timeZone(), errors);
        if (settings.tests() != null && settings.tests().size() > MOST_TESTS) {
            errors.add(new FieldError("tests", "give " + MOST_TESTS + " at most"));
        }
        Verification verification = verification(preset, settings.verification());
        boolean known = stored != null && stored.kind() == verification.kind();
        errors.addAll(verification.errors(known));
        if (!errors.isEmpty()) {
            throw InvalidRequest.problem(errors);
        }
        return new Checked(definition(settings, verification.withoutSecret()), verification);
    }

    private Verification verification(Optional<Preset> preset, @Nullable JsonNode sent) {
        JsonNode suggested = preset.map(Preset::verification).orElseGet(json::createObjectNode);
        boolean another = sent != null && sent.has("kind") && !sent.path("kind").equals(suggested.path("kind"));
        return strict.bind(
                sent == null ? suggested : another ? sent : MergePatch.apply(suggested, sent), Verification.class);
    }

    private SourceDefinition definition(SourceSettings settings, Verification verification) {
        return new SourceDefinition(
                settings.preset(),
                text(settings.mapping()),
                text(settings.overrides()),
                json.writeValueAsString(verification),
                settings.timeZone(),
                json.writeValueAsString(settings.tests() == null ? Map.of() : settings.tests()),
                settings.answer() == null ? null : settings.answer().status());
    }

    private static @Nullable String text(@Nullable JsonNode node) {
        return node == null || node.isNull() ? null : node.toString();
    }

    private static void compile(
            Optional<Preset> preset, @Nullable JsonNode own, @Nullable JsonNode overrides, List<FieldError> errors) {
        String field = own != null ? "mapping" : "overrides";
        if (overrides != null && !overrides.isObject()) {
            errors.add(new FieldError(field, "must be an object: the rules that differ, by name"));
            return;
        }
        try {
            mapping(preset, own, overrides);
        } catch (InvalidMapping e) {
            errors.add(new FieldError(e.rule().isEmpty() ? field : field + "." + e.rule(), e.reason()));
        }
    }

    private static Mapping mapping(Optional<Preset> preset, @Nullable JsonNode own, @Nullable JsonNode overrides) {
        if (own != null) {
            return Mapping.of(own);
        }
        return overrides == null
                ? preset.orElseThrow().mapping()
                : Mapping.of(preset.orElseThrow().rulesWith(overrides));
    }

    private static void zone(@Nullable String zone, List<FieldError> errors) {
        try {
            if (zone != null) {
                ZoneId.of(zone);
            }
        } catch (DateTimeException e) {
            errors.add(new FieldError("time_zone", "give a zone such as Europe/Berlin"));
        }
    }

    Source compiled(StoredSource stored, String tokenHash) {
        SourceDefinition definition = stored.definition();
        Optional<Preset> preset = Optional.ofNullable(definition.preset()).flatMap(Presets::named);
        Preset.Answer answer = preset.map(Preset::answer).orElse(USUAL);
        Integer status = definition.answerStatus();
        Instant now = clock.instant();
        return new Source(
                stored.id(),
                stored.clientId(),
                stored.name(),
                stored.version(),
                storedMapping(stored),
                settings(definition.timeZone(), tests(definition)),
                Verifier.of(
                        verification(definition),
                        stored.secrets(now).stream()
                                .map(box::unseal)
                                .map(secret -> new String(secret, UTF_8))
                                .toList(),
                        keys,
                        clock),
                status == null ? answer : new Preset.Answer(status, answer.body()),
                stored.end(tokenHash));
    }

    /** Null if this release no longer knows it: what comes is then kept in quarantine. */
    private @Nullable Mapping storedMapping(StoredSource stored) {
        SourceDefinition definition = stored.definition();
        Optional<Preset> preset = Optional.ofNullable(definition.preset()).flatMap(Presets::named);
        try {
            return mapping(preset, tree(definition.mapping()), tree(definition.overrides()));
        } catch (InvalidMapping | NoSuchElementException e) {
            log.error(
                    "The mapping of source {} of client {} is not valid in this release: {}. What comes is kept in"
                            + " quarantine until the source is put again.",
                    stored.name(),
                    stored.clientId(),
                    e.getMessage());
            return null;
        }
    }

    Mapping mapping(JsonNode rules) {
        try {
            return Mapping.of(rules);
        } catch (InvalidMapping e) {
            throw InvalidRequest.problem(e.rule().isEmpty() ? "mapping" : "mapping." + e.rule(), e.reason());
        }
    }

    private static Settings settings(@Nullable String zone, Map<String, TestSettings> tests) {
        Map<String, Settings.Test> table = new HashMap<>();
        tests.forEach((id, test) -> table.put(id, new Settings.Test(test.name(), test.maxScore())));
        return new Settings(zone == null ? null : ZoneId.of(zone), Map.copyOf(table));
    }

    Verification verification(SourceDefinition definition) {
        return json.readValue(definition.verification(), Verification.class);
    }

    Map<String, TestSettings> tests(SourceDefinition definition) {
        return json.readValue(definition.tests(), TESTS);
    }

    @Nullable
    JsonNode tree(@Nullable String text) {
        return text == null ? null : json.readTree(text);
    }
}
