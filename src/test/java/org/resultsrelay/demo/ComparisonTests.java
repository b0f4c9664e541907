package org.resultsrelay.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.resultsrelay.demo.Comparison.Wrong;
import org.resultsrelay.demo.company.Totals;
import org.resultsrelay.demo.platform.Event;
import org.resultsrelay.demo.platform.ExpectedTotals;

class ComparisonTests {

    private final ExpectedTotals expected = new ExpectedTotals();

    @Test
    void totalsAreRightOnlyWhenEveryNumberIs() {
        expected.add(event("right"));
        expected.add(event("wrong"));
        expected.add(event("missing"));
        Map<String, Totals> shown = Map.of("right", totals("50.00"), "wrong", totals("51"));
        Comparison comparison = Comparison.of(expected, shown::get);
        assertThat(comparison.right()).isEqualTo(1);
        assertThat(comparison.wrong()).extracting(Wrong::user).containsExactlyInAnyOrder("wrong", "missing");
        assertThat(comparison.allRight()).isFalse();
    }

    private static Event event(String user) {
        Event.Result result = new Event.Result(
                "t", null, 1, BigDecimal.valueOf(50), BigDecimal.valueOf(100), true, "final", Instant.EPOCH);
        return Event.of("e-" + user, Instant.EPOCH, user, result);
    }

    private static Totals totals(String score) {
        return new Totals(1, 1, 0, new BigDecimal(score), new BigDecimal("100.0"), new BigDecimal("50.0"));
    }
}
