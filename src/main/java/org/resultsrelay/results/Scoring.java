package org.resultsrelay.results;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.clients.ScoringPolicy;
import org.resultsrelay.clients.SummaryDetail;

/** Computes a summary from the current results. For each test the policy picks the attempt that counts. */
final class Scoring {

    /**
     * Best last: by share of the maximum, then by score, then by the later attempt. Without a maximum only the score
     * counts.
     */
    private static final Comparator<CurrentResult> BY_MERIT = Comparator.comparingDouble(Scoring::share)
            .thenComparing(CurrentResult::score)
            .thenComparingInt(CurrentResult::attempt);

    private static double share(CurrentResult result) {
        return result.maxScore().signum() == 0
                ? Double.NEGATIVE_INFINITY
                : result.score().doubleValue() / result.maxScore().doubleValue();
    }

    private Scoring() {}

    static Summary summary(UserAt user, List<CurrentResult> standing) {
        SortedMap<String, List<CurrentResult>> byTest = standing.stream()
                .filter(result -> !result.provisional())
                .collect(Collectors.groupingBy(CurrentResult::testId, TreeMap::new, Collectors.toList()));
        var counted = new ArrayList<CurrentResult>(byTest.size());
        var tests = new ArrayList<Summary.Test>(byTest.size());
        byTest.values().forEach(attempts -> {
            CurrentResult one = counting(attempts, user.policy);
            counted.add(one);
            tests.add(line(one, attempts.size()));
        });
        long provisional = standing.stream()
                .filter(CurrentResult::provisional)
                .map(CurrentResult::testId)
                .distinct()
                .count();
        return new Summary(
                user.id,
                user.externalId,
                user.epoch,
                user.revision,
                Totals.over(counted, (int) provisional),
                tests,
                last(counted),
                user.detail,
                user.outdated);
    }

    private static CurrentResult counting(List<CurrentResult> attempts, ScoringPolicy policy) {
        Comparator<CurrentResult> order = switch (policy) {
            case BEST -> BY_MERIT;
            case LAST -> Comparator.comparingInt(CurrentResult::attempt);
            case FIRST -> Comparator.comparingInt(CurrentResult::attempt).reversed();
        };
        return attempts.stream().max(order).orElseThrow();
    }

    private static Summary.Test line(CurrentResult one, int attempts) {
        return new Summary.Test(
                one.testId(),
                one.testName(),
                attempts,
                Totals.tidy(one.score()),
                Totals.tidy(one.maxScore()),
                one.passed(),
                one.completedAt());
    }

    private static @Nullable Instant last(List<CurrentResult> counted) {
        return counted.stream()
                .map(CurrentResult::completedAt)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    /** A user as the summary's statement read it. */
    record UserAt(
            long id,
            String externalId,
            int epoch,
            long revision,
            ScoringPolicy policy,
            SummaryDetail detail,
            boolean outdated) {}
}
