package org.resultsrelay.quarantine;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which items are asked for; null stands for any. Each combination is its own statement, so that each finds its index.
 */
record QuarantineFilter(
        @Nullable String source,
        @Nullable Long clientId,
        @Nullable QuarantineState state) {

    String sql() {
        return (source == null ? "" : " and source = :source")
                + (clientId == null ? "" : " and client_id = :client")
                + (state == null ? "" : " and state = '" + state + "'");
    }

    Map<String, Object> parameters() {
        Map<String, Object> parameters = new HashMap<>();
        if (source != null) {
            parameters.put("source", source);
        }
        if (clientId != null) {
            parameters.put("client", clientId);
        }
        return parameters;
    }
}
