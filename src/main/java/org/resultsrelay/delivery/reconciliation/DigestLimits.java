package org.resultsrelay.delivery.reconciliation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.resultsrelay.problems.Problem;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Limits how often digests are computed, which reads every user of a client. A relay computes them for one caller at a
 * time. A client company that asks for its own must pause in between; otherwise one that asks in a loop would block all
 * others.
 */
@Component
class DigestLimits {

    private static final Duration REST = Duration.ofSeconds(5);

    /** After digests that took long, the pause is this many times as long. */
    private static final int TIMES = 10;

    private final Semaphore oneAtATime = new Semaphore(1);
    private final Map<Long, Pause> pauses = new ConcurrentHashMap<>(); // by client id
    private final Clock clock;

    DigestLimits(Clock clock) {
        this.clock = clock;
    }

    private record Pause(Instant from, Instant until) {

        /** False after the clock has jumped back, which ends the pause. */
        boolean includes(Instant now) {
            return !now.isBefore(from) && now.isBefore(until);
        }
    }

    /** For the company itself. After a failure it may ask again at once. */
    Digests own(long clientId, Supplier<Digests> digests) {
        Instant began = clock.instant();
        Pause pause = pauses.get(clientId);
        if (pause != null && pause.includes(began)) {
            throw tooSoon(Duration.between(began, pause.until()));
        }
        Digests answer = oneAtATime(digests);
        Instant now = clock.instant();
        Duration rest = Duration.between(began, now).multipliedBy(TIMES);
        pauses.put(clientId, new Pause(now, now.plus(rest.compareTo(REST) > 0 ? rest : REST)));
        return answer;
    }

    Digests oneAtATime(Supplier<Digests> digests) {
        if (!oneAtATime.tryAcquire()) {
            throw new Problem(
                            HttpStatus.TOO_MANY_REQUESTS,
                            "digests-being-read",
                            "Digests are being read",
                            "Another company's digests are being computed; ask again after the time in Retry-After.")
                    .retryAfter(Duration.ofSeconds(5));
        }
        try {
            return digests.get();
        } finally {
            oneAtATime.release();
        }
    }

    private static Problem tooSoon(Duration left) {
        return new Problem(
                        HttpStatus.TOO_MANY_REQUESTS,
                        "digests-asked-too-often",
                        "Digests requested too often",
                        "Your digests were computed a moment ago, and other companies wait for theirs. Ask again after the"
                                + " time in Retry-After.")
                .retryAfter(left);
    }
}
