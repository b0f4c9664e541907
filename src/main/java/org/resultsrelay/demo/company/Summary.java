package org.resultsrelay.demo.company;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the relay pushes, as far as this company uses it; fields it does not know are ignored, as the contract asks. */
public record Summary(Data data) {

    static final String TYPE = "user.summary.updated";

    public record Data(
            String userId,
            long epoch,
            long revision,
            Totals totals,
            @Nullable List<Test> tests) {}

    public record Test(
            String testId, @Nullable String testName, BigDecimal score, BigDecimal maxScore, Instant completedAt) {}

    Standing standing() {
        return new Standing(data.epoch, data.revision, data.totals);
    }

    /** The test whose counting attempt was completed last; empty where the company asked for totals alone. */
    public Optional<Test> newestTest() {
        return Optional.ofNullable(data.tests).stream()
                .flatMap(List::stream)
                .max(Comparator.comparing(Test::completedAt));
    }
}
