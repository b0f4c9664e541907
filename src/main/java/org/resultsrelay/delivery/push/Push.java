package org.resultsrelay.delivery.push;

import java.time.Instant;

/** One push: to which URL, with what, when, and its outcome. */
public record Push(String webhookId, String traceId, Instant startedAt, long durationMs, PushOutcome outcome) {

    public Instant answeredAt() {
        return startedAt.plusMillis(durationMs);
    }
}
