package org.resultsrelay.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.resultsrelay.clients.ScoringPolicy;
import org.resultsrelay.clients.SummaryDetail;
import org.resultsrelay.results.Scoring.UserAt;

class ScoringTests {

    private static final UserAt USER = user(ScoringPolicy.BEST);
    private static final Instant DAY = Instant.parse("2026-11-21T09:59:58Z");

    private static UserAt user(ScoringPolicy policy) {
        return new UserAt(7, "u-17", 1, 3, policy, SummaryDetail.TESTS, false);
    }

    private static CurrentResult result(String test, int attempt, String score, String max, @Nullable Boolean passed) {
        return new CurrentResult(
                test,
                test + "!",
                attempt,
                new BigDecimal(score),
                new BigDecimal(max),
                passed,
                false,
                DAY.plusSeconds(attempt));
    }

    private static CurrentResult provisional(String test, int attempt) {
        return new CurrentResult(test, null, attempt, BigDecimal.TEN, BigDecimal.TEN, true, true, DAY.plusSeconds(999));
    }

    @ParameterizedTest
    @CsvSource({"BEST, 18, 2", "LAST, 7, 3", "FIRST, 11, 1"})
    void theClientsPolicyPicksTheAttemptThatCounts(ScoringPolicy policy, String score, int attempt) {
        Summary summary = Scoring.summary(
                user(policy),
                List.of(
                        result("t", 1, "11.00", "20", false),
                        result("t", 2, "18.00", "20", true),
                        result("t", 3, "7", "20", false)));
        assertThat(summary.totals().score()).isEqualTo(new BigDecimal(score));
        assertThat(summary.tests()).hasSize(1);
        assertThat(summary.tests().getFirst().attempts()).isEqualTo(3);
        assertThat(summary.lastCompletedAt()).isEqualTo(DAY.plusSeconds(attempt));
    }

    @Test
    void bestIsTheGreatestShareOfTheMaximumAndOfEqualsTheLater() {
        Summary summary = Scoring.summary(
                USER,
                List.of(
                        result("t", 1, "9", "10", true),
                        result("t", 2, "15", "20", true),
                        result("t", 3, "18", "20", true)));
        assertThat(summary.tests().getFirst().maxScore()).isEqualTo(new BigDecimal("20"));
    }

    @Test
    void totalsAddUpAsInTheContractsExample() {
        Summary summary = Scoring.summary(
                USER,
                List.of(
                        result("a", 1, "17", "20", true),
                        result("b", 1, "14.50", "20", true),
                        result("c", 1, "10", "20", false)));
        assertThat(summary.totals())
                .isEqualTo(new Totals(3, 2, 0, new BigDecimal("41.5"), new BigDecimal("60"), new BigDecimal("69.17")));
    }

    @Test
    void anUnknownPassIsNotAPassAndNotAFailure() {
        Summary summary = Scoring.summary(USER, List.of(result("a", 1, "17", "20", null)));
        assertThat(summary.totals().testsPassed()).isZero();
        assertThat(summary.tests().getFirst().passed()).isNull();
    }

    @Test
    void provisionalResultsCountInTheirOwnFigureAlone() {
        Summary summary = Scoring.summary(
                USER,
                List.of(
                        result("a", 1, "5", "10", true),
                        provisional("a", 2),
                        provisional("b", 1),
                        provisional("b", 2)));
        assertThat(summary.totals())
                .isEqualTo(new Totals(1, 1, 2, new BigDecimal("5"), new BigDecimal("10"), new BigDecimal("50.00")));
        assertThat(summary.tests()).extracting(Summary.Test::testId).containsExactly("a");
        assertThat(summary.tests().getFirst().attempts()).isEqualTo(1);
        assertThat(summary.lastCompletedAt()).isEqualTo(DAY.plusSeconds(1));
    }

    @Test
    void withoutAMaximumThereIsNoPercentage() {
        assertThat(Scoring.summary(USER, List.of(result("a", 1, "5", "0", null)))
                        .totals()
                        .percent())
                .isNull();
        Summary nothing = Scoring.summary(USER, List.of());
        assertThat(nothing.totals()).isEqualTo(new Totals(0, 0, 0, BigDecimal.ZERO, BigDecimal.ZERO, null));
        assertThat(nothing.lastCompletedAt()).isNull();
    }

    @Test
    void scoresMayBeNegativeOrAboveTheMaximum() {
        Summary summary =
                Scoring.summary(USER, List.of(result("a", 1, "-2.50", "10", false), result("b", 1, "12", "10", true)));
        assertThat(summary.totals().score()).isEqualTo(new BigDecimal("9.5"));
        assertThat(summary.totals().percent()).isEqualTo(new BigDecimal("47.50"));
    }
}
