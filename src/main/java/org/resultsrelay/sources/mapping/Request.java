package org.resultsrelay.sources.mapping;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a platform sent. The body comes from {@link ExactJson} and is null if there was none; the headers' names are in
 * lower case; the path is what follows the source's token; the claims are those of a verified JWT, or null.
 */
public record Request(
        @Nullable JsonNode body,
        Map<String, String> headers,
        Map<String, String> query,
        List<String> path,
        @Nullable JsonNode claims) {

    public Request {
        headers = Map.copyOf(headers);
        query = Map.copyOf(query);
        path = List.copyOf(path);
    }
}
