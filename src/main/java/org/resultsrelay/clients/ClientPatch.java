package org.resultsrelay.clients;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a merge patch may name, for the API's description; the patch itself is read as a tree, where null has a meaning. */
@Schema(example = """
        {"pace": {"per_minute": 300}}""")
record ClientPatch(
        @Nullable String name,
        @Nullable String endpointUrl,
        @Nullable Policy policy,
        @Nullable Detail detail,
        @Nullable PacePatch pace,
        @Nullable Integer freshnessObjectiveSeconds) {

    /** Each may be named alone. */
    record PacePatch(
            @Nullable Integer perMinute,
            @Nullable Integer inFlight,
            @Nullable Boolean adaptive) {}
}
