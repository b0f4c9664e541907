package org.resultsrelay.sources.mapping;

import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the administrator knows and the platform does not say: the zone of its times, and its tests. */
public record Settings(@Nullable ZoneId zone, Map<String, Test> tests) {

    /** Either may be null: then nothing is known about it. */
    public record Test(@Nullable String name, @Nullable BigDecimal maxScore) {}

    /** Tests are entered by the platform's ids, and found by the ids that the mapping makes of them. */
    public Settings {
        Map<String, Test> byId = new HashMap<>();
        tests.forEach((id, test) -> byId.put(Ids.fitting(id), test));
        tests = Map.copyOf(byId);
    }
}
