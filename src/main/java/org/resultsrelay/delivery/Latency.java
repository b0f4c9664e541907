package org.resultsrelay.delivery;

import java.time.Duration;

/** Compares how long answers take just now with how long they usually take. */
final class Latency {

    private static final double RECENTLY = 0.25;
    private static final double USUALLY = 0.01;
    private static final double TWICE = 2;
    private static final double NOISE_MS = 20;

    private double recent = -1;
    private double usual = -1;

    /** Takes one answer into account; true when answers have become much slower, and then starts to compare anew. */
    boolean rises(Duration took) {
        double ms = took.toNanos() / 1e6;
        recent = recent < 0 ? ms : recent + RECENTLY * (ms - recent);
        usual = usual < 0 ? ms : usual + USUALLY * (ms - usual);
        if (recent <= TWICE * usual + NOISE_MS) {
            return false;
        }
        recent = usual;
        return true;
    }
}
