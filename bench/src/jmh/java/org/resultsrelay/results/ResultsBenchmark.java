package org.resultsrelay.results;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.resultsrelay.clients.ScoringPolicy;

/** What tells a repeated event from a changed one, and a user's totals over the rows read. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 3, time = 1)
public class ResultsBenchmark {

    private static final Instant COMPLETED = Instant.parse("2026-11-21T09:59:58Z");
    private static final BigDecimal MAX = new BigDecimal("20.00");

    @State(Scope.Benchmark)
    public static class User {

        @Param({"1", "40"})
        public int tests;

        private final Scoring.UserAt user = new Scoring.UserAt(17, "u-17", 1, 7);
        private List<CurrentResult> standing = List.of();

        @Setup
        public void prepare() {
            standing = IntStream.range(0, tests)
                    .mapToObj(test -> CurrentResult.of(submission(test), 1))
                    .toList();
        }
    }

    private final Submission submission = submission(9);

    @Benchmark
    public UUID fingerprint() {
        return Fingerprint.of(submission);
    }

    @Benchmark
    public Summary totals(User user) {
        return Scoring.of(user.user, user.standing, ScoringPolicy.BEST);
    }

    private static Submission submission(int test) {
        return new Submission(
                "e-1",
                COMPLETED,
                "u-17",
                "t-" + test,
                "Negotiation basics",
                1,
                new BigDecimal("17.00"),
                MAX,
                true,
                false,
                COMPLETED);
    }
}
