package org.resultsrelay.demo.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.resultsrelay.demo.company.Totals;

class ExpectedTotalsTests {

    private final ExpectedTotals expected = new ExpectedTotals();
    private int ids;

    @Test
    void ofTheFinalAttemptsAtATestTheBestCounts() {
        add("a", 1, 10, "12", "final");
        add("a", 2, 20, "17.5", "final");
        add("a", 3, 30, "15", "final");
        add("b", 1, 10, "4", "final");
        assertThat(totals()).isEqualTo(totals(2, 1, 0, "21.5", "40", "53.75"));
    }

    @Test
    void theNewestEventOfAnAttemptStandsWheneverItArrives() {
        add("a", 1, 20, "12", "final");
        add("a", 1, 30, "9", "final");
        add("a", 1, 10, "20", "final");
        assertThat(totals()).isEqualTo(totals(1, 0, 0, "9", "20", "45"));
    }

    @Test
    void aProvisionalResultCountsNowhereElseUntilItIsFinal() {
        add("a", 1, 10, "18", "provisional");
        assertThat(totals()).isEqualTo(totals(0, 0, 1, "0", "0", null));
        add("a", 1, 20, "16", "final");
        assertThat(totals()).isEqualTo(totals(1, 1, 0, "16", "20", "80"));
    }

    @Test
    void eventsWithoutAnAttemptAreAttemptsOfTheirOwn() {
        add("a", null, 20, "16", "final");
        add("a", null, 30, "11", "final");
        assertThat(totals()).isEqualTo(totals(1, 1, 0, "16", "20", "80"));
    }

    @Test
    void theSameEventTwiceChangesNothing() {
        Event event = event("a", null, 10, "16", "final");
        expected.add(event);
        expected.add(event);
        assertThat(totals()).isEqualTo(totals(1, 1, 0, "16", "20", "80"));
    }

    @Test
    void percentIsRoundedToTwoDecimals() {
        add("a", 1, 10, "13.33", "final");
        add("b", 1, 10, "13.34", "final");
        add("c", 1, 10, "14", "final");
        assertThat(totals().percent()).isEqualByComparingTo("67.78");
    }

    private void add(String test, @Nullable Integer attempt, int second, String score, String status) {
        expected.add(event(test, attempt, second, score, status));
    }

    private Event event(String test, @Nullable Integer attempt, int second, String score, String status) {
        Instant at = Instant.EPOCH.plusSeconds(second);
        BigDecimal points = new BigDecimal(score);
        boolean passed = points.intValue() >= 12;
        Event.Result result = new Event.Result(test, null, attempt, points, BigDecimal.valueOf(20), passed, status, at);
        return Event.of("e-" + ++ids, at, "u", result);
    }

    private Totals totals() {
        return expected.of("u");
    }

    private static Totals totals(
            int completed, int passed, int provisional, String score, String max, @Nullable String percent) {
        return new Totals(
                completed,
                passed,
                provisional,
                new BigDecimal(score),
                new BigDecimal(max),
                percent == null ? null : new BigDecimal(percent));
    }
}
