package org.resultsrelay.delivery.push;

import java.time.Instant;

/** One push that was made: to whom, with what, when, and what came of it. */
public record Push(String webhookId, String traceId, Instant startedAt, long durationMs, PushOutcome outcome) {

    public Instant answeredAt() {
        return startedAt.plusMillis(durationMs);
    }
}
