package org.resultsrelay.results;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** A user's totals over the tests that count; {@code percent} has two decimals and is null if there is no maximum. */
public record Totals(
        int testsCompleted,
        int testsPassed,
        int testsProvisional,
        BigDecimal score,
        BigDecimal maxScore,
        @Nullable BigDecimal percent) {

    static Totals over(Collection<CurrentResult> counted, int provisional) {
        BigDecimal score = BigDecimal.ZERO;
        BigDecimal max = BigDecimal.ZERO;
        int passed = 0;
        for (CurrentResult result : counted) {
            score = score.add(result.score());
            max = max.add(result.maxScore());
            passed += Boolean.TRUE.equals(result.passed()) ? 1 : 0;
        }
        return new Totals(counted.size(), passed, provisional, tidy(score), tidy(max), percent(score, max));
    }

    private static @Nullable BigDecimal percent(BigDecimal score, BigDecimal max) {
        return max.signum() == 0 ? null : score.movePointRight(2).divide(max, 2, RoundingMode.HALF_UP);
    }

    /** As a person would write it: 41.5 and 60, not 41.50 or 6E+1. */
    static BigDecimal tidy(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
