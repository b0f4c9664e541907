package org.resultsrelay.demo.company;

import java.util.Comparator;

/** What the company shows of one user: the newest totals it was told, and which (epoch, revision) they are. */
public record Standing(long epoch, long revision, Totals totals) {

    private static final Comparator<Standing> BY_AGE =
            Comparator.comparingLong(Standing::epoch).thenComparingLong(Standing::revision);

    /** Negative when older than the other, 0 when the same again, positive when newer. */
    int compareAge(Standing other) {
        return BY_AGE.compare(this, other);
    }
}
