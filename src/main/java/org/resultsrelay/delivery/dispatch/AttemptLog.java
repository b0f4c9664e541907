package org.resultsrelay.delivery.dispatch;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.resultsrelay.clients.Client;
import org.resultsrelay.delivery.push.Push;
import org.resultsrelay.delivery.push.PushOutcome;
import org.resultsrelay.delivery.queue.Attempt;
import org.resultsrelay.delivery.queue.RetryDecision;
import org.resultsrelay.statistics.Counted;
import org.resultsrelay.statistics.Tally;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.stereotype.Component;

/** Writes one structured log event for each attempt; the metrics show the same. */
@Component
class AttemptLog {

    private static final Logger log = LoggerFactory.getLogger("org.resultsrelay.delivery.attempts");

    private final MeterRegistry registry;
    private final Map<ClientOutcome, Meters> meters = new ConcurrentHashMap<>();
    private final Map<String, Timer> lags = new ConcurrentHashMap<>();
    private final Tally tally;

    AttemptLog(MeterRegistry registry, Tally tally) {
        this.registry = registry;
        this.tally = tally;
    }

    private record ClientOutcome(String client, String name) {}

    private record Meters(Counter attempts, Timer duration) {}

    void attempted(Attempt attempt) {
        Client client = attempt.client();
        RetryDecision next = attempt.next();
        Push push = attempt.push();
        Meters counted = meters.computeIfAbsent(
                new ClientOutcome(client.key(), push.outcome().name()), this::register);
        counted.attempts.increment();
        counted.duration.record(push.durationMs(), TimeUnit.MILLISECONDS);
        if (next.accepted()) {
            Duration lag = Duration.between(attempt.claimed().wantedSince(), push.startedAt())
                    .plusMillis(push.durationMs());
            lags.computeIfAbsent(client.key(), this::lag).record(lag);
            tally.add(client.id(), Counted.RELAYED, 1);
            tally.add(client.id(), Counted.LATE, lag.compareTo(client.freshnessObjective()) > 0 ? 1 : 0);
        } else if (push.outcome() instanceof PushOutcome.Refused) {
            tally.add(client.id(), Counted.REFUSED_OUT, 1);
        }
        String reason = next.accepted() ? null : push.outcome().sentence();
        log.atLevel(next.accepted() ? Level.INFO : Level.WARN)
                .addKeyValue("client", client.key())
                .addKeyValue("user", attempt.user())
                .addKeyValue("epoch", attempt.epoch())
                .addKeyValue("revision", attempt.revision())
                .addKeyValue("webhook_id", push.webhookId())
                .addKeyValue("trace_id", push.traceId())
                .addKeyValue("outcome", push.outcome().name())
                .addKeyValue("status", push.outcome().status())
                .addKeyValue("reason", reason)
                .addKeyValue("duration_ms", push.durationMs())
                .addKeyValue("failed_attempts", next.attempts())
                .log(
                        "{} {} revision {}: {} in {} ms{}",
                        client.key(),
                        attempt.user(),
                        attempt.revision(),
                        push.outcome().name(),
                        push.durationMs(),
                        reason == null ? "" : ": " + reason);
    }

    private Meters register(ClientOutcome outcome) {
        return new Meters(
                Counter.builder("relay.push.attempts")
                        .description("Pushes to client companies, by outcome")
                        .tag("client", outcome.client)
                        .tag("outcome", outcome.name)
                        .register(registry),
                Timer.builder("relay.push.duration")
                        .description("From connecting to a client company to the end of its answer")
                        .tag("client", outcome.client)
                        .tag("outcome", outcome.name)
                        .publishPercentileHistogram()
                        .register(registry));
    }

    private Timer lag(String client) {
        return Timer.builder("relay.push.lag")
                .description("From the stored result to the client company's confirmation")
                .tag("client", client)
                .publishPercentileHistogram()
                .register(registry);
    }
}
