package org.resultsrelay.delivery.dispatch;

import java.time.Duration;

/**
 * Compares how long answers take now with how long they usually take. "Usual" rises slowly; otherwise an endpoint that
 * is kept overloaded would soon count as one that is always that slow. It falls quickly once answers are quick again.
 */
final class Latency {

    private static final double RECENTLY = 0.25;
    private static final double USUALLY = 0.002;
    private static final double QUICKER = 0.05;
    private static final double TWICE = 2;
    private static final double NOISE_MS = 20;

    private long answers;
    private double recent;
    private double usual; // a plain mean at first, because the first answers of a new process say little

    /** Adds one answer. Returns true if answers have become much slower, and then starts the comparison anew. */
    boolean rises(Duration took) {
        double ms = took.toNanos() / 1e6;
        answers++;
        recent += Math.max(RECENTLY, 1.0 / answers) * (ms - recent);
        usual += Math.max(usual > TWICE * recent ? QUICKER : USUALLY, 1.0 / answers) * (ms - usual);
        if (recent <= TWICE * usual + NOISE_MS) {
            return false;
        }
        recent = usual;
        return true;
    }
}
