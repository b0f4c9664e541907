package org.resultsrelay.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.resultsrelay.demo.Comparison.Wrong;
import org.resultsrelay.demo.company.Totals;

class ComparisonTests {

    private final Ledger ledger = new Ledger();

    @Test
    void totalsAreRightOnlyWhenEveryNumberIs() {
        ledger.enter(new Row("1", "right", 1, "50").event());
        ledger.enter(new Row("1", "wrong", 1, "50").event());
        ledger.enter(new Row("1", "missing", 1, "50").event());
        Map<String, Totals> shown = Map.of("right", totals("50.00"), "wrong", totals("51"));
        Comparison comparison = Comparison.of(ledger, shown::get);
        assertThat(comparison.right()).isEqualTo(1);
        assertThat(comparison.wrong()).extracting(Wrong::user).containsExactlyInAnyOrder("wrong", "missing");
        assertThat(comparison.allRight()).isFalse();
    }

    private static Totals totals(String score) {
        return new Totals(1, 1, 0, new BigDecimal(score), new BigDecimal("100.0"), new BigDecimal("50.0"));
    }
}
