package org.resultsrelay.delivery.push;

import java.time.Instant;

/** One push: to which URL, with what, when, and its outcome. */
public record Push(String webhookId, String traceId, Instant startedAt, long durationMs, PushOutcome outcome) {

    /** The same push, as far as one of its users is concerned. */
    public Push with(PushOutcome other) {
        return new Push(webhookId, traceId, startedAt, durationMs, other);
    }

    public Instant answeredAt() {
        return startedAt.plusMillis(durationMs);
    }
}
