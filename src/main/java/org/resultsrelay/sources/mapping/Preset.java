package org.resultsrelay.sources.mapping;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A platform whose format is known. Rules and verification are what a source starts from; the document is the platform's
 * own, and the notes say what surprises.
 */
public record Preset(
        String name,
        String title,
        String document,
        Mapping mapping,
        JsonNode rules,
        JsonNode verification,
        Answer answer,
        List<String> notes) {

    /** What the platform takes for success: a status, and a body of the kind "results", "none" or "ids". */
    public record Answer(int status, String body) {}

    /** The rules with others in place of some. Null removes a rule; reasons to ignore are replaced one by one. */
    public JsonNode rulesWith(JsonNode overrides) {
        ObjectNode merged = (ObjectNode) rules.deepCopy();
        replace(merged, overrides);
        return merged;
    }

    /** Rule by rule and no deeper: half of one way to find a value is of no use to another. */
    private static void replace(ObjectNode rules, JsonNode overrides) {
        overrides.properties().forEach(override -> {
            String name = override.getKey();
            if (override.getValue().isNull()) {
                rules.remove(name);
            } else if (name.equals("ignore") && rules.get(name) instanceof ObjectNode reasons) {
                replace(reasons, override.getValue());
            } else {
                rules.set(name, override.getValue());
            }
        });
    }
}
