package org.resultsrelay.quarantine;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The outcome of several replays; {@code nextCursor} asks for the rest and is null at the end. */
record ReplayAnswer(
        @Schema(description = "How many were replayed this time.", example = "12")
        int replayed,

        @Schema(description = "How many are still refused; they stay in quarantine.", example = "1")
        int refused,

        @Schema(description = "The outcome of each.") List<ReplayedItem> items,

        @Schema(description = "Send it as cursor to replay the next page; null if nothing is left.") @Nullable
        String nextCursor) {

    ReplayAnswer(List<ReplayedItem> items, @Nullable String nextCursor) {
        this(count(items, ReplayedItem.REPLAYED), count(items, ReplayedItem.REFUSED), items, nextCursor);
    }

    private static int count(List<ReplayedItem> items, String outcome) {
        return (int) items.stream().filter(one -> one.outcome.equals(outcome)).count();
    }

    /** {@code skipped} if it was not tried: it is unknown, cut, or replayed before. */
    @Schema(name = "Replayed")
    record ReplayedItem(
            @Schema(description = "Number of the quarantined item.", example = "17")
            long id,

            @Schema(
                    description =
                            "replayed, refused, or skipped if it was not tried because it is unknown, cut or replayed before.",
                    allowableValues = {REPLAYED, REFUSED, SKIPPED},
                    example = "replayed")
            String outcome,

            @Schema(description = "Outcome of the replay, or why it was refused or skipped.", example = "accepted: e-1")
            String detail) {

        static final String REPLAYED = "replayed";
        static final String REFUSED = "refused";
        static final String SKIPPED = "skipped";
    }
}
