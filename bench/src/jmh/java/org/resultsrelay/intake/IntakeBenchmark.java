package org.resultsrelay.intake;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.resultsrelay.intake.reading.Event;
import org.resultsrelay.intake.reading.Verdict;
import org.resultsrelay.intake.reading.Webhook;
import org.resultsrelay.intake.reading.WebhookReader;
import org.resultsrelay.results.Receipt;

/** From a webhook's bytes to validated submissions, and from their outcomes to the answer's bytes. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 3, time = 1)
public class IntakeBenchmark {

    private static final int EVENTS = 500;

    private byte[] single = {};
    private byte[] array = {};
    private List<Outcome> outcomes = List.of();

    @Setup
    public void prepare() {
        single = event(0).getBytes(StandardCharsets.UTF_8);
        array = IntStream.range(0, EVENTS)
                .mapToObj(IntakeBenchmark::event)
                .collect(Collectors.joining(",", "[", "]"))
                .getBytes(StandardCharsets.UTF_8);
        outcomes = WebhookReader.read(array).events().stream()
                .map(IntakeBenchmark::accepted)
                .toList();
    }

    @Benchmark
    public Webhook readOneEvent() {
        return WebhookReader.read(single);
    }

    @Benchmark
    public Webhook readArrayOf500() {
        return WebhookReader.read(array);
    }

    @Benchmark
    public byte[] answerOneEvent() {
        return Answers.single(outcomes.getFirst());
    }

    @Benchmark
    public byte[] answerArrayOf500() {
        return Answers.array(outcomes);
    }

    /** A refused event would be measured in place of a good one: it stops the benchmark. */
    private static Outcome accepted(Event event) {
        return switch (event.verdict()) {
            case Verdict.Valid valid -> Outcome.stored(event, valid.submission().eventId(), Receipt.ACCEPTED);
            case Verdict.Invalid invalid -> throw new IllegalStateException("Refused: " + invalid.errors());
        };
    }

    private static String event(int number) {
        return """
                {"event_id": "e-%d", "type": "test.completed", "occurred_at": "2026-11-21T10:00:00Z", "user": {"id": "u-%d"},
                 "result": {"test_id": "t-9", "test_name": "Negotiation basics", "attempt": 1, "score": 17, "max_score": 20,
                            "passed": true, "status": "final", "completed_at": "2026-11-21T09:59:58Z"}}""".formatted(number, number);
    }
}
