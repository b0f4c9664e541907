package org.resultsrelay.demo.company;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A user's totals. They are equal if their numbers are equal, however they are written (17 is 17.00). */
public record Totals(
        int testsCompleted,
        int testsPassed,
        int testsProvisional,
        BigDecimal score,
        BigDecimal maxScore,
        @Nullable BigDecimal percent) {

    public Totals {
        score = plain(score);
        maxScore = plain(maxScore);
        percent = percent == null ? null : plain(percent);
    }

    private static BigDecimal plain(BigDecimal number) {
        return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    }
}
