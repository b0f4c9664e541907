package org.resultsrelay.incidents;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.problems.InvalidRequest;

/** Whether an episode goes on. */
enum State {
    @JsonProperty("open")
    OPEN,
    @JsonProperty("resolved")
    RESOLVED;

    /** The filter of the list; null asks for both. */
    static @Nullable State wanted(@Nullable String text) {
        return switch (text) {
            case null -> null;
            case "open" -> OPEN;
            case "resolved" -> RESOLVED;
            default -> throw InvalidRequest.problem("state", "must be open or resolved");
        };
    }
}
