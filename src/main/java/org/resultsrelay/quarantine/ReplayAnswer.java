package org.resultsrelay.quarantine;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of replaying several; {@code nextCursor} asks for the rest and is null at the end. */
record ReplayAnswer(
        int replayed,
        int refused,
        List<Each> items,
        @Nullable String nextCursor) {

    ReplayAnswer(List<Each> items, @Nullable String nextCursor) {
        this(count(items, Each.REPLAYED), count(items, Each.REFUSED), items, nextCursor);
    }

    private static int count(List<Each> items, String outcome) {
        return (int) items.stream().filter(one -> one.outcome.equals(outcome)).count();
    }

    /** {@code skipped} where it was not tried: it is unknown, cut, or replayed before. */
    @Schema(name = "Replayed")
    record Each(
            long id,

            @Schema(allowableValues = {REPLAYED, REFUSED, SKIPPED})
            String outcome,

            @Schema(example = "accepted: e-1") String detail) {

        static final String REPLAYED = "replayed";
        static final String REFUSED = "refused";
        static final String SKIPPED = "skipped";
    }
}
