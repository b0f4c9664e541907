package org.resultsrelay.sources.mapping;

import java.util.List;
import tools.jackson.databind.JsonNode;

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
}
