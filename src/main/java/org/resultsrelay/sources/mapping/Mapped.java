package org.resultsrelay.sources.mapping;

import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** What became of one element of a request. */
public sealed interface Mapped {

    /** The event as the native door takes it. The origins are keyed by path, such as {@code result.score}. */
    record Event(ObjectNode event, Map<String, Origin> origins) implements Mapped {}

    /** Nothing to keep, by the mapping's own words: another type of event, a sample, no score. */
    record Ignored(String reason) implements Mapped {}

    /** It should have become an event, and the rule says why it did not. */
    record Unmappable(String rule, String reason) implements Mapped {}
}
