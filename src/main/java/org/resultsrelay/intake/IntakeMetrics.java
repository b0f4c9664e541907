package org.resultsrelay.intake;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Counts events by outcome, and times their requests. A request that could not be taken apart counts as one event. */
@Component
class IntakeMetrics {

    private final Counter accepted;
    private final Counter duplicate;
    private final Counter rejected;
    private final Counter conflict;
    private final Counter tooLarge;
    private final Counter unavailable;
    private final Timer requests;

    IntakeMetrics(MeterRegistry registry) {
        accepted = counter(registry, "accepted");
        duplicate = counter(registry, "duplicate");
        rejected = counter(registry, "rejected");
        conflict = counter(registry, "conflict");
        tooLarge = counter(registry, "too_large");
        unavailable = counter(registry, "unavailable");
        requests = Timer.builder("relay.webhooks.requests")
                .description("From the token's check to the answer of a request with webhooks, whatever the answer was")
                .register(registry);
    }

    void add(Outcome.Kind kind) {
        switch (kind) {
            case ACCEPTED -> accepted.increment();
            case DUPLICATE -> duplicate.increment();
            case REJECTED -> rejected.increment();
            case CONFLICT -> conflict.increment();
        }
    }

    void tooLarge() {
        tooLarge.increment();
    }

    void unavailable(int events) {
        unavailable.increment(events);
    }

    void answered(Duration took) {
        requests.record(took);
    }

    private static Counter counter(MeterRegistry registry, String outcome) {
        return Counter.builder("relay.webhooks")
                .description("Events posted by platforms, by outcome")
                .tag("outcome", outcome)
                .register(registry);
    }
}
