package org.resultsrelay.delivery.push;

import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
import org.resultsrelay.clients.Client;
import org.resultsrelay.clients.SummaryDetail;
import org.resultsrelay.clients.Pace;
import org.resultsrelay.clients.ScoringPolicy;
import org.resultsrelay.clients.SigningSecret;
import org.resultsrelay.results.Summary;
import org.resultsrelay.results.Totals;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import tools.jackson.databind.json.JsonMapper;

/** The body of a push and its signature, as {@link Pusher#compose} makes them, for a user of few and of many tests. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 3, time = 1)
public class PushBenchmark {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00.120Z");

    @Param({"1", "40"})
    public int tests;

    private final Client client = client(new SigningSecret(new byte[24]));
    private JsonMapper json = new JsonMapper();
    private Summary summary = summary(1);
    private byte[] body = {};

    /** The product's own mapper, made from its application.yaml: naming and dates are part of what is measured. */
    @Setup
    public void prepare() {
        try (var context = new SpringApplicationBuilder(JacksonAutoConfiguration.class)
                .web(WebApplicationType.NONE)
                .logStartupInfo(false)
                .run()) {
            json = context.getBean(JsonMapper.class);
        }
        summary = summary(tests);
        body = renderBody();
        String name = "\"tests_completed\":" + tests;
        if (!new String(body, StandardCharsets.UTF_8).contains(name)) {
            throw new IllegalStateException("Not the body that is pushed: it has no " + name);
        }
    }

    @Benchmark
    public byte[] renderBody() {
        return json.writeValueAsBytes(PushBody.of(client, summary, NOW));
    }

    @Benchmark
    public String sign() {
        return Signature.of("msg_17_1_7", NOW.getEpochSecond(), body, client.secrets());
    }

    private static Client client(SigningSecret secret) {
        return new Client(
                1,
                "acme",
                "Acme",
                URI.create("https://acme.example/summaries"),
                ScoringPolicy.BEST,
                SummaryDetail.TESTS,
                new Pace(null, 8, false),
                null,
                Duration.ofMinutes(5),
                null,
                null,
                List.of(secret));
    }

    private static Summary summary(int tests) {
        Totals totals = new Totals(
                tests,
                tests,
                0,
                BigDecimal.valueOf(17L * tests),
                BigDecimal.valueOf(20L * tests),
                new BigDecimal("85.00"));
        return new Summary(
                17,
                "u-17",
                1,
                7,
                totals,
                IntStream.range(0, tests).mapToObj(PushBenchmark::test).toList(),
                NOW);
    }

    private static Summary.Test test(int number) {
        return new Summary.Test(
                "t-" + number, "Negotiation basics", 1, BigDecimal.valueOf(17), BigDecimal.valueOf(20), true, NOW);
    }
}
