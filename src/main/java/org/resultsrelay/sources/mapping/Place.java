package org.resultsrelay.sources.mapping;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A JSON Pointer (RFC 6901) into what a mapping can see: /item, /body, /header, /query, /path and /claims. */
record Place(String pointer, Root root, JsonPointer rest) {

    private static final int DEEPEST = 32;

    enum Root {
        ITEM,
        BODY,
        HEADER,
        QUERY,
        PATH,
        CLAIMS
    }

    /** Throws {@link IllegalArgumentException} with what to do if the pointer leads nowhere. */
    static Place of(String pointer) {
        for (Root root : Root.values()) {
            String start = "/" + root.name().toLowerCase(Locale.ROOT);
            if (pointer.equals(start) || pointer.startsWith(start + "/")) {
                return new Place(pointer, root, rest(pointer.substring(start.length())));
            }
        }
        throw new IllegalArgumentException(
                "has no pointer that starts with /item, /body, /header, /query, /path or /claims: "
                        + Unconvertible.shown(pointer));
    }

    /** A pointer into what another place holds. */
    static JsonPointer rest(String pointer) {
        JsonPointer compiled = JsonPointer.compile(pointer);
        int depth = 0;
        for (JsonPointer at = compiled; !at.matches(); at = at.tail()) {
            depth++;
        }
        if (depth > DEEPEST) {
            throw new IllegalArgumentException("has a pointer of more than " + DEEPEST + " levels");
        }
        return compiled;
    }

    /** What is there; null for nothing, JSON's null and an empty text. */
    @Nullable
    Object in(Element element) {
        Request request = element.request();
        return switch (root) {
            case ITEM -> at(element.item(), rest);
            case BODY -> at(request.body(), rest);
            case CLAIMS -> at(request.claims(), rest);
            case HEADER -> rest.matches() ? null : filled(request.headers().get(rest.getMatchingProperty()));
            case QUERY ->
                rest.matches() ? query(request) : filled(request.query().get(rest.getMatchingProperty()));
            case PATH -> {
                int index = rest.getMatchingIndex();
                yield index < 0 || index >= request.path().size()
                        ? null
                        : filled(request.path().get(index));
            }
        };
    }

    static @Nullable Object at(@Nullable JsonNode node, JsonPointer pointer) {
        JsonNode found = node == null ? null : node.at(pointer);
        return found == null
                        || found.isMissingNode()
                        || found.isNull()
                        || (found.isString() && found.stringValue().isBlank())
                ? null
                : found;
    }

    private static @Nullable String filled(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    private static @Nullable ObjectNode query(Request request) {
        if (request.query().isEmpty()) {
            return null;
        }
        ObjectNode query = JsonNodeFactory.instance.objectNode();
        request.query().forEach(query::put);
        return query;
    }
}
