package org.resultsrelay.demo.company;

import java.util.Comparator;

/** What the company shows for one user: the newest totals, with their epoch and revision. */
public record StoredSummary(long epoch, long revision, Totals totals) {

    private static final Comparator<StoredSummary> BY_AGE =
            Comparator.comparingLong(StoredSummary::epoch).thenComparingLong(StoredSummary::revision);

    /** Negative if older than the other, 0 if the same, positive if newer. */
    int compareAge(StoredSummary other) {
        return BY_AGE.compare(this, other);
    }
}
