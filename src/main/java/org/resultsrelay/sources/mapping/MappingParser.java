package org.resultsrelay.sources.mapping;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.resultsrelay.sources.mapping.Rule.Source;
import tools.jackson.databind.JsonNode;

/** Reads a mapping's rules, and refuses whatever could not work, naming the rule. */
final class MappingParser {

    private static final int MOST_RULES = 40;
    private static final int DEEPEST = 32;
    private static final Set<String> VERBS = Set.of("from", "constant", "coalesce", "find", "table", "digest");
    private static final Set<String> AROUND = Set.of("as", "when", "unless");

    private int rules;

    Mapping parse(JsonNode mapping) {
        if (!mapping.isObject()) {
            throw new InvalidMapping("mapping", "is no object: write one rule for each field");
        }
        Map<Field, Rule> fields = new EnumMap<>(Field.class);
        for (Field field : Field.values()) {
            if (mapping.has(field.rule)) {
                fields.put(field, rule(mapping.get(field.rule), field, field.rule, 1));
            } else if (field.unknownWithout != null) {
                throw new InvalidMapping(field.rule, "is missing: say where the platform sends it");
            }
        }
        Set<String> known = Set.copyOf(Stream.concat(
                        Stream.of("each", "ignore"), Stream.of(Field.values()).map(field -> field.rule))
                .toList());
        refuseUnknown(mapping, known, "mapping");
        return new Mapping(each(mapping.path("each")), ignore(mapping.path("ignore")), fields);
    }

    private static List<Place> each(JsonNode each) {
        return each.isMissingNode()
                ? List.of(Place.of("/body"))
                : list(each).stream().map(pointer -> place(pointer, "each")).toList();
    }

    private Map<String, Mapping.Reason> ignore(JsonNode ignore) {
        if (!ignore.isMissingNode() && !ignore.isObject()) {
            throw new InvalidMapping("ignore", "is no object: write a reason and its conditions, when or unless");
        }
        Map<String, Mapping.Reason> reasons = new LinkedHashMap<>();
        ignore.properties().forEach(entry -> {
            String name = "ignore." + entry.getKey();
            count(name);
            refuseUnknown(entry.getValue(), Set.of("when", "unless"), name);
            List<Condition> when = conditions(entry.getValue().path("when"), name);
            List<Condition> unless = conditions(entry.getValue().path("unless"), name);
            if (when.isEmpty() && unless.isEmpty()) {
                throw new InvalidMapping(name, "has no condition and would ignore everything: write when or unless");
            }
            reasons.put(entry.getKey(), new Mapping.Reason(when, unless));
        });
        return reasons;
    }

    private Rule rule(JsonNode rule, Field field, String name, int depth) {
        count(name);
        if (depth > DEEPEST) {
            throw new InvalidMapping(field.rule, "is nested deeper than " + DEEPEST + " levels");
        }
        if (rule.isString()) {
            return new Rule(new Source.At(place(rule, name)), field.converters(), List.of(), List.of());
        }
        List<String> verbs =
                rule.propertyNames().stream().filter(VERBS::contains).toList();
        if (verbs.size() != 1) {
            throw new InvalidMapping(
                    name, "must be a pointer, or have exactly one of from, constant, coalesce, find, table and digest");
        }
        refuseUnknown(
                rule, Set.copyOf(Stream.concat(verbs.stream(), AROUND.stream()).toList()), name);
        return new Rule(
                source(verbs.getFirst(), rule.get(verbs.getFirst()), field, name, depth),
                converters(rule, verbs.getFirst(), field, name),
                conditions(rule.path("when"), name),
                conditions(rule.path("unless"), name));
    }

    private Source source(String verb, JsonNode value, Field field, String name, int depth) {
        return switch (verb) {
            case "from" -> new Source.At(place(value, name));
            case "constant" -> new Source.Constant(constant(value, field, name));
            case "coalesce" -> new Source.Coalesce(rules(value, field, name + ".coalesce", depth));
            case "find" -> find(value, name);
            case "table" -> new Source.Table(table(value, field, name));
            default -> {
                if (field.kind != Field.Kind.ID) {
                    throw new InvalidMapping(name, "makes a digest, which can only be an id");
                }
                yield new Source.Digest(rules(value, field, name + ".digest", depth));
            }
        };
    }

    private List<Rule> rules(JsonNode value, Field field, String name, int depth) {
        if (!value.isArray() || value.isEmpty()) {
            throw new InvalidMapping(name, "must be a list of rules");
        }
        List<Rule> list = new ArrayList<>();
        for (int i = 0; i < value.size(); i++) {
            list.add(rule(value.get(i), field, name + "[" + i + "]", depth + 1));
        }
        return list;
    }

    private static Source find(JsonNode value, String name) {
        refuseUnknown(value, Set.of("in", "where", "equals", "take"), name + ".find");
        Place in = place(value.path("in"), name + ".find.in");
        if (in.root() != Place.Root.ITEM) {
            throw new InvalidMapping(name + ".find.in", "must start with /item: each element is searched once");
        }
        return attempt(
                name + ".find",
                () -> new Source.Find(
                        in,
                        Place.rest(value.path("where").asString("")),
                        text(value.path("equals"), name + ".find.equals"),
                        Place.rest(value.path("take").asString(""))));
    }

    private static boolean table(JsonNode value, Field field, String name) {
        String column = value.asString("");
        boolean fits = (column.equals("name") && field == Field.TEST_NAME)
                || (column.equals("max_score") && field == Field.MAX_SCORE);
        if (!fits) {
            throw new InvalidMapping(name, "can take max_score (for max_score) or name (for test_name) from the table");
        }
        return column.equals("name");
    }

    private static JsonNode constant(JsonNode value, Field field, String name) {
        Settings none = new Settings(null, Map.of());
        try {
            Rule alone = new Rule(new Source.Constant(value), field.converters(), List.of(), List.of());
            Request nothing = new Request(null, Map.of(), Map.of(), List.of(), null);
            if (value.isValueNode()
                    && alone.read(new Element(nothing, null, "", none, null)) != null
                    && (field != Field.STATUS || Mapping.STATUSES.contains(value.asString("")))) {
                return value;
            }
        } catch (Unconvertible e) {
            throw new InvalidMapping(name, "has a constant that the field cannot take: " + e.reason());
        }
        throw new InvalidMapping(name, "has no constant that the field can take");
    }

    private static List<Converter> converters(JsonNode rule, String verb, Field field, String name) {
        if (!rule.has("as")) {
            return field.converters();
        }
        if (!Set.of("from", "find").contains(verb)) {
            throw new InvalidMapping(name + ".as", "only goes with from and find: write it beside these");
        }
        List<Converter> converters = list(rule.get("as")).stream()
                .map(as -> converter(as, name + ".as"))
                .toList();
        if (converters.isEmpty() || converters.getLast().makes() != field.kind) {
            throw new InvalidMapping(name + ".as", "must end in " + field.kind.madeBy);
        }
        return converters;
    }

    private static Converter converter(JsonNode as, String name) {
        return attempt(name, () -> {
            if (as.isString()) {
                return Converter.named(as.stringValue());
            }
            if (!as.isObject() || as.size() != 1) {
                throw new IllegalArgumentException("must name converters, such as [number, round2] or {time: unix}");
            }
            Map.Entry<String, JsonNode> only = as.properties().iterator().next();
            return Converter.with(only.getKey(), only.getValue());
        });
    }

    private static List<Condition> conditions(JsonNode conditions, String name) {
        return conditions.isMissingNode()
                ? List.of()
                : list(conditions).stream()
                        .map(condition -> condition(condition, name))
                        .toList();
    }

    private static Condition condition(JsonNode condition, String name) {
        refuseUnknown(condition, Set.of("at", "equals", "in", "exists"), name);
        Place at = place(condition.path("at"), name);
        if (condition.size() != 2) {
            throw new InvalidMapping(name, "needs at, and one of equals, in and exists, in each condition");
        }
        if (condition.has("exists")) {
            JsonNode exists = condition.get("exists");
            if (!exists.isBoolean()) {
                throw new InvalidMapping(name, "must say exists: true or exists: false");
            }
            return new Condition(at, exists.booleanValue(), List.of());
        }
        List<JsonNode> texts = list(condition.has("in") ? condition.get("in") : condition.get("equals"));
        return new Condition(
                at, null, texts.stream().map(value -> text(value, name)).toList());
    }

    private static String text(JsonNode value, String name) {
        if (!value.isValueNode() || value.isNull() || value.isMissingNode()) {
            throw new InvalidMapping(name, "must compare with a text, a number or a flag");
        }
        return attempt(name, () -> Converter.Scalar.text(value));
    }

    private static Place place(JsonNode pointer, String name) {
        return attempt(name, () -> Place.of(pointer.asString("")));
    }

    private static List<JsonNode> list(JsonNode value) {
        return value.isArray() ? List.copyOf(value.values()) : List.of(value);
    }

    private void count(String name) {
        if (++rules > MOST_RULES) {
            throw new InvalidMapping(name, "is one too many: a mapping has at most " + MOST_RULES + " rules");
        }
    }

    private static void refuseUnknown(JsonNode object, Set<String> known, String name) {
        if (!object.isObject()) {
            throw new InvalidMapping(name, "must be an object with " + sorted(known));
        }
        object.propertyNames().stream()
                .filter(property -> !known.contains(property))
                .findFirst()
                .ifPresent(property -> {
                    throw new InvalidMapping(
                            name,
                            "does not know " + Unconvertible.shown(property) + " here: it can have " + sorted(known));
                });
    }

    private static String sorted(Set<String> names) {
        return String.join(", ", names.stream().sorted().toList());
    }

    private static <T> T attempt(String name, Supplier<T> parsing) {
        try {
            return parsing.get();
        } catch (IllegalArgumentException e) {
            throw new InvalidMapping(name, String.valueOf(e.getMessage()));
        } catch (Unconvertible e) {
            throw new InvalidMapping(name, e.reason());
        }
    }
}
