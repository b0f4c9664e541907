package org.resultsrelay.quarantine;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.problems.InvalidRequest;

/** Whether somebody has settled an item. */
enum QuarantineState {
    @JsonProperty("waiting")
    WAITING,
    @JsonProperty("replayed")
    REPLAYED,
    @JsonProperty("discarded")
    DISCARDED;

    static @Nullable QuarantineState named(@Nullable String name) {
        if (name == null) {
            return null;
        }
        return Arrays.stream(values())
                .filter(state -> state.word().equals(name))
                .findFirst()
                .orElseThrow(() -> InvalidRequest.problem(
                        "state",
                        "give one of "
                                + Arrays.stream(values())
                                        .map(QuarantineState::word)
                                        .collect(Collectors.joining(", "))));
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
