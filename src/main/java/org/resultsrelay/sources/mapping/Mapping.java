package org.resultsrelay.sources.mapping;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.sources.mapping.Rule.Found;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A platform's format, compiled from rules. Mapping takes time in proportion to the request and the number of rules:
 * there are no loops but over the elements of an array, no scripts and no regular expressions.
 */
public final class Mapping {

    static final List<String> STATUSES = List.of("final", "provisional");
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final List<Place> each;
    private final Map<String, Reason> ignored;
    private final Map<Field, Rule> rules;

    /** When an element is ignored: all of the first hold, and none of the others. */
    record Reason(List<Condition> when, List<Condition> unless) {

        boolean applies(Element element) {
            return when.stream().allMatch(condition -> condition.holds(element))
                    && unless.stream().noneMatch(condition -> condition.holds(element));
        }
    }

    Mapping(List<Place> each, Map<String, Reason> ignored, Map<Field, Rule> rules) {
        this.each = each;
        this.ignored = ignored;
        this.rules = rules;
    }

    /** Throws {@link InvalidMapping}, which names the rule that is wrong and says what to do. */
    public static Mapping of(JsonNode rules) {
        return new MappingParser().parse(rules);
    }

    /** One outcome for each element, in their order. Nothing that a platform sends makes this throw. */
    public List<Mapped> map(Request request, Settings settings) {
        Element whole = new Element(request, null, "", settings, null);
        for (Place place : each) {
            if (place.in(whole) instanceof JsonNode found) {
                return found.isArray()
                        ? elements(found, place.pointer(), request, settings)
                        : List.of(element(new Element(request, found, place.pointer(), settings, null)));
            }
        }
        return List.of(new Mapped.Unmappable(
                "each",
                "found no event at "
                        + String.join(" or ", each.stream().map(Place::pointer).toList())));
    }

    private List<Mapped> elements(JsonNode array, String pointer, Request request, Settings settings) {
        if (array.isEmpty()) {
            return List.of(new Mapped.Ignored("an empty array"));
        }
        List<Mapped> mapped = new ArrayList<>(array.size());
        for (int i = 0; i < array.size(); i++) {
            mapped.add(element(new Element(request, array.get(i), pointer + "/" + i, settings, null)));
        }
        return mapped;
    }

    private Mapped element(Element element) {
        if (element.item() == null || !element.item().isObject()) {
            return new Mapped.Unmappable("each", "found something at " + element.pointer() + " that is no object");
        }
        for (Map.Entry<String, Reason> reason : ignored.entrySet()) {
            if (reason.getValue().applies(element)) {
                return new Mapped.Ignored(reason.getKey());
            }
        }
        Map<Field, Found> found = new LinkedHashMap<>();
        Mapped.Unmappable mistake = read(Field.TEST_ID, element, found);
        Element known = found.containsKey(Field.TEST_ID)
                ? element.withTest(found.get(Field.TEST_ID).value().toString())
                : element;
        for (Field field : Field.values()) {
            if (mistake == null && field != Field.TEST_ID) {
                mistake = read(field, known, found);
            }
        }
        return mistake == null ? event(found) : mistake;
    }

    /** Adds what the field's rule finds, if anything; returns why the element cannot be used, if so. */
    private Mapped.@Nullable Unmappable read(Field field, Element element, Map<Field, Found> found) {
        Rule rule = rules.get(field);
        if (rule == null) {
            return null;
        }
        try {
            Found value = rule.read(element);
            if (value != null) {
                found.put(field, value);
            } else if (field.unknownWithout != null) {
                return new Mapped.Unmappable(
                        field.rule, "found nothing in " + rule.places() + ", so nobody knows " + field.unknownWithout);
            }
            return field == Field.STATUS && value != null && !STATUSES.contains(value.value())
                    ? new Mapped.Unmappable(field.rule, "is neither final nor provisional")
                    : null;
        } catch (Unconvertible e) {
            return field == Field.PERCENT
                    ? null // it is only compared with
                    : new Mapped.Unmappable(field.rule, e.reason());
        }
    }

    private static Mapped event(Map<Field, Found> found) {
        ObjectNode content = JsonNodeFactory.instance.objectNode().put("type", "test.completed");
        Map<String, Origin> origins = new LinkedHashMap<>();
        Found percent = found.remove(Field.PERCENT);
        if (found.containsKey(Field.ATTEMPT_ID)) {
            found.remove(Field.ATTEMPT); // an event names its attempt in one way
        }
        for (Field field : Field.values()) {
            Found value = found.get(field);
            if (value != null && field != Field.EVENT_ID) {
                put(content, field.path, value.value());
                origins.put(field.path, value.origin());
            }
        }
        Found id = found.get(Field.EVENT_ID);
        origins.put(Field.EVENT_ID.path, id == null ? new Origin("content", List.of("digest")) : id.origin());
        noteContradiction(percent, found, origins);
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put(Field.EVENT_ID.path, Ids.ofEvent(id == null ? "" : id.value().toString(), content.toString()));
        event.setAll(content);
        return new Mapped.Event(event, origins);
    }

    private static void put(ObjectNode event, String path, Object value) {
        int dot = path.indexOf('.');
        ObjectNode parent = dot < 0 ? event : event.withObjectProperty(path.substring(0, dot));
        String name = path.substring(dot + 1);
        switch (value) {
            case BigDecimal number -> parent.put(name, number);
            case Boolean flag -> parent.put(name, flag);
            case Instant time -> parent.put(name, time.toString());
            default -> parent.put(name, value.toString());
        }
    }

    /** Score and maximum win; whoever looks at a dry run is told. */
    private static void noteContradiction(
            @Nullable Found percent, Map<Field, Found> found, Map<String, Origin> origins) {
        if (percent == null
                || !(found.get(Field.SCORE) instanceof Found(BigDecimal score, Origin origin))
                || !(found.get(Field.MAX_SCORE) instanceof Found(BigDecimal max, Origin ignored))
                || max.signum() == 0) {
            return;
        }
        BigDecimal computed = score.multiply(HUNDRED).divide(max, 2, RoundingMode.HALF_UP);
        BigDecimal sent = (BigDecimal) percent.value();
        if (computed.subtract(sent).abs().compareTo(BigDecimal.ONE) > 0) {
            origins.put(
                    Field.SCORE.path,
                    origin.noting("The platform's percentage at %s says %s, its score and maximum %s. These two count."
                            .formatted(
                                    percent.origin().pointer(),
                                    sent.toPlainString(),
                                    computed.stripTrailingZeros().toPlainString())));
        }
    }
}
