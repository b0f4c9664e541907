package org.resultsrelay.intake;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** How many events came to what; a request that could not be taken apart counts as one. */
@Component
class Counts {

    private final Counter accepted;
    private final Counter duplicate;
    private final Counter rejected;
    private final Counter conflict;
    private final Counter tooLarge;
    private final Counter unavailable;

    Counts(MeterRegistry registry) {
        accepted = counter(registry, "accepted");
        duplicate = counter(registry, "duplicate");
        rejected = counter(registry, "rejected");
        conflict = counter(registry, "conflict");
        tooLarge = counter(registry, "too_large");
        unavailable = counter(registry, "unavailable");
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

    private static Counter counter(MeterRegistry registry, String outcome) {
        return Counter.builder("relay.webhooks")
                .description("Events posted by platforms, by what became of them")
                .tag("outcome", outcome)
                .register(registry);
    }
}
