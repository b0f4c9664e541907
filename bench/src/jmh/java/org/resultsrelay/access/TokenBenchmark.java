package org.resultsrelay.access;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.springframework.data.domain.Limit;

/** Who a bearer token belongs to: one seen a moment ago, which is what nearly every webhook brings, and one nobody has. */
@State(org.openjdk.jmh.annotations.Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 3, time = 1)
public class TokenBenchmark {

    private final BearerToken known = BearerToken.random();
    private final BearerToken unknown = BearerToken.random();
    private final Clock clock = Clock.systemUTC();
    private final TokenAuthentication tokens = new TokenAuthentication(
            new OneToken(known.hash()),
            new AccessProperties(null, new AccessProperties.Access(Duration.ofHours(1))),
            clock);

    /** A check that let everyone in, or nobody, would be measured as well: it stops the benchmark. */
    @Setup
    public void prepare() {
        if (tokens.caller(known).isEmpty() || tokens.caller(unknown).isPresent()) {
            throw new IllegalStateException("Only the known token may have a caller");
        }
    }

    @Benchmark
    public Optional<Caller> knownToken() {
        return tokens.caller(known);
    }

    @Benchmark
    public Optional<Caller> unknownToken() {
        return tokens.caller(unknown);
    }

    /** Stands where the database is; asked once for each token. */
    private record OneToken(String hash) implements AccessTokens {

        @Override
        public Optional<AccessToken> findByTokenHash(String tokenHash) {
            return tokenHash.equals(hash) ? Optional.of(new Stored(hash)) : Optional.empty();
        }

        @Override
        public Optional<AccessToken> findByIdAndClientId(long id, long clientId) {
            return Optional.empty();
        }

        @Override
        public List<AccessToken> findByClientIdAndIdGreaterThanOrderById(long clientId, long id, Limit limit) {
            return List.of();
        }

        @Override
        public AccessToken save(AccessToken token) {
            throw new UnsupportedOperationException("Nothing is stored here");
        }

        @Override
        public void delete(AccessToken token) {
            throw new UnsupportedOperationException("Nothing is stored here");
        }
    }

    /** Has an id although no database gave it one. */
    private static final class Stored extends AccessToken {

        Stored(String hash) {
            super(1, "platform", Scope.INTAKE, hash, Clock.systemUTC().instant());
        }

        @Override
        long id() {
            return 1;
        }
    }
}
