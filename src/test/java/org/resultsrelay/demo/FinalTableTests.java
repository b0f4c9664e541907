package org.resultsrelay.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.resultsrelay.demo.Comparison.Wrong;
import org.resultsrelay.demo.company.Totals;
import org.resultsrelay.demo.platform.Counters;

class FinalTableTests {

    private static final Totals TOTALS = new Totals(1, 1, 0, BigDecimal.TEN, BigDecimal.TEN, BigDecimal.valueOf(100));

    @Test
    void theTableIsAligned() {
        Counters counters = new Counters();
        counters.accepted.add(173_739);
        counters.refused.add(173);
        counters.summaries.add(60_000);
        assertThat(FinalTable.of(counters, new Comparison(23_369, List.of())))
                .containsExactly(
                        "+----------------------------+------------+",
                        "| Results sent               |    173,912 |",
                        "|   accepted                 |    173,739 |",
                        "|   duplicates               |          0 |",
                        "|   refused                  |        173 |",
                        "| Summaries received         |     60,000 |",
                        "| Users                      |     23,369 |",
                        "|   totals right             |     23,369 |",
                        "|   totals wrong             |          0 |",
                        "| Backward revisions         |          0 |",
                        "| Bad signatures             |          0 |",
                        "+----------------------------+------------+");
    }

    @Test
    void wrongTotalsAreShownBesideTheRightOnes() {
        Comparison comparison = new Comparison(3, List.of(new Wrong("u-1", TOTALS, null)));
        assertThat(FinalTable.examples(comparison))
                .singleElement()
                .satisfies(text -> assertThat(text)
                        .contains("u-1")
                        .contains("testsCompleted=1")
                        .endsWith("shows nothing"));
    }
}
