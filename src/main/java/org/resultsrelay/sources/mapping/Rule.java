package org.resultsrelay.sources.mapping;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.sources.mapping.Converter.Scalar;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** How one value is found, under which conditions, and what it goes through. */
record Rule(Source source, List<Converter> converters, List<Condition> when, List<Condition> unless) {

    /** The value a rule found, of the kind that its field needs. */
    record Found(Object value, Origin origin) {}

    /** The verbs that find a value. */
    sealed interface Source {

        record At(Place place) implements Source {}

        record Constant(JsonNode value) implements Source {}

        /** The first that is there. One that is there and wrong is an error, and not a reason to take the next. */
        record Coalesce(List<Rule> rules) implements Source {}

        /** In the first element of an array where something equals a text. */
        record Find(Place in, JsonPointer where, String equals, JsonPointer take) implements Source {}

        record Table(boolean name) implements Source {}

        /** A digest of several values, if all are there. */
        record Digest(List<Rule> rules) implements Source {}
    }

    /** Null if there is nothing. Throws {@link Unconvertible} if what is there cannot be used. */
    @Nullable
    Found read(Element element) {
        if (!when.stream().allMatch(condition -> condition.holds(element))
                || unless.stream().anyMatch(condition -> condition.holds(element))) {
            return null;
        }
        return switch (source) {
            case Source.At(Place place) -> converted(place.in(element), element.absolute(place), element);
            case Source.Constant(JsonNode value) -> converted(value, "constant", element);
            case Source.Coalesce(List<Rule> rules) ->
                rules.stream()
                        .map(rule -> rule.read(element))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
            case Source.Find find -> found(find, element);
            case Source.Table(boolean name) -> converted(known(element, name), "table", element);
            case Source.Digest(List<Rule> rules) -> digest(rules, element);
        };
    }

    private @Nullable Found converted(@Nullable Object raw, String pointer, Element element) {
        Object value = raw;
        try {
            for (Converter converter : converters) {
                value = value == null ? null : converter.conversion().convert(value, element.settings());
            }
        } catch (Unconvertible e) {
            throw new Unconvertible("the value at " + pointer + " " + e.reason());
        }
        return value == null || value.equals("")
                ? null
                : new Found(
                        value,
                        new Origin(
                                pointer,
                                converters.stream().map(Converter::name).toList()));
    }

    private @Nullable Found found(Source.Find find, Element element) {
        if (find.in().in(element) instanceof JsonNode array && array.isArray()) {
            List<String> wanted = List.of(find.equals());
            for (int i = 0; i < array.size(); i++) {
                Object value = Place.at(array.get(i), find.where());
                if (value != null && Condition.isOneOf(wanted, value)) {
                    String pointer = element.absolute(find.in()) + "/" + i + find.take();
                    return converted(Place.at(array.get(i), find.take()), pointer, element);
                }
            }
        }
        return null;
    }

    private static @Nullable Object known(Element element, boolean name) {
        Settings.Test test = element.test();
        return test == null ? null : name ? test.name() : test.maxScore();
    }

    private static @Nullable Found digest(List<Rule> rules, Element element) {
        StringBuilder values = new StringBuilder();
        StringBuilder pointers = new StringBuilder();
        for (Rule rule : rules) {
            Found found = rule.read(element);
            if (found == null) {
                return null;
            }
            String text = Scalar.text(found.value());
            values.append(text.length()).append(':').append(text); // so that no two lists look the same
            pointers.append(pointers.isEmpty() ? "" : ", ")
                    .append(found.origin().pointer());
        }
        return new Found(Ids.digest(values.toString()), new Origin(pointers.toString(), List.of("digest")));
    }

    /** Where it looks, for a message. */
    String places() {
        return switch (source) {
            case Source.At(Place place) -> place.pointer();
            case Source.Constant constant -> "a constant";
            case Source.Coalesce(List<Rule> rules) ->
                String.join(", ", rules.stream().map(Rule::places).toList());
            case Source.Find find -> find.in().pointer() + " where " + find.where() + " is " + find.equals();
            case Source.Table table -> "the source's tests";
            case Source.Digest(List<Rule> rules) ->
                String.join(" and ", rules.stream().map(Rule::places).toList());
        };
    }
}
