package org.resultsrelay.scheduling;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How long to wait after the n-th failed attempt. After the last step there is no further wait, and the caller decides.
 */
public record Backoff(List<Duration> steps) {

    public Backoff {
        steps = List.copyOf(steps);
        if (steps.isEmpty() || steps.stream().anyMatch(step -> step.isNegative() || step.isZero())) {
            throw new IllegalArgumentException("A backoff needs at least one step, each longer than zero: " + steps);
        }
    }

    /** The wait after {@code attempts} failed attempts (1 or more); empty if the steps are used up. */
    public Optional<Duration> after(int attempts) {
        return attempts <= steps.size() ? Optional.of(steps.get(attempts - 1)) : Optional.empty();
    }

    /** The wait after {@code attempts}; the last step repeats for ever. */
    public Duration afterAtMost(int attempts) {
        return after(attempts).orElseGet(steps::getLast);
    }

    /** The step that a failure reaches after lasting so long, if each step follows the previous one. */
    public Duration afterLasting(Duration lasting) {
        Duration sum = Duration.ZERO;
        for (Duration step : steps) {
            sum = sum.plus(step);
            if (lasting.compareTo(sum) < 0) {
                return step;
            }
        }
        return steps.getLast();
    }

    /**
     * Spreads a wait by up to 20 % to either side, so that what failed together does not return together; {@code dice}
     * is in [0,1).
     */
    public static Duration jittered(Duration wait, double dice) {
        return Duration.ofNanos((long) (wait.toNanos() * (0.8 + 0.4 * dice)));
    }

    /** How many steps fit into the first minute; after that many retries a failure is no longer a hiccup. */
    public int withinFirstMinute() {
        Duration sum = Duration.ZERO;
        int count = 0;
        for (Duration step : steps) {
            sum = sum.plus(step);
            if (sum.compareTo(Duration.ofMinutes(1)) > 0) {
                break;
            }
            count++;
        }
        return count;
    }
}
