package org.resultsrelay.delivery.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.resultsrelay.delivery.queue.Claimed;

/**
 * While webhooks crowd in, pushes that are late all the same make way: storing comes first, and a user's further results join
 * the same push. Pushes that keep up give no way. Only for so long: time made way is spent, and comes back as calm time passes,
 * so that a lasting crowd holds nobody back for ever.
 */
final class IntakePriority {

    /** While anybody waits, lanes ask more often than this; a longer silence was calm. */
    private static final Duration NOBODY_WAITED = Duration.ofMillis(200);

    private static final Duration LATE = Duration.ofMillis(100);
    private static final long ALL_LATE_MS = 30;
    private static final double LATELY = 1.0 / 32;

    private final BooleanSupplier crowded;
    private final Duration most;
    private final Set<Long> late = new HashSet<>(); // guarded by this, like all below
    private double delayMs;
    private Duration left;
    private boolean wasCrowded;
    private Instant askedAt;

    IntakePriority(BooleanSupplier crowded, Duration most, Instant now) {
        this.crowded = crowded;
        this.most = most;
        this.left = most;
        this.askedAt = now;
    }

    /**
     * Users of this client were claimed. If they did not wait for their client, they waited for this process, as all others do.
     * Further attempts tell nothing: they wait until the sweeper finds that they are due.
     */
    synchronized void claimed(long clientId, List<Claimed> users, boolean forTheirClient, Instant now) {
        users.stream()
                .filter(user -> user.attempts() == 0)
                .map(Claimed::dueAt)
                .max(Comparator.naturalOrder())
                .map(lastDue -> Duration.between(lastDue, now))
                .ifPresent(waited -> waited(clientId, waited, forTheirClient));
    }

    private void waited(long clientId, Duration least, boolean forTheirClient) {
        if (least.compareTo(LATE) > 0) {
            late.add(clientId);
        } else {
            late.remove(clientId);
        }
        if (!forTheirClient) {
            delayMs += LATELY * (Math.min(least.toMillis(), LATE.toMillis()) - delayMs);
        }
    }

    /** Whether this client's pushes are late while webhooks crowd in, and so nothing is lost if they are told of later. */
    synchronized boolean makesWay(long clientId) {
        return isLate(clientId) && crowded.getAsBoolean();
    }

    /** Whether this client's pushes have to wait just now. */
    synchronized boolean isIntakes(long clientId, Instant now) {
        return isLate(clientId) && isIntakes(now);
    }

    private boolean isLate(long clientId) {
        return delayMs > ALL_LATE_MS || late.contains(clientId);
    }

    private boolean isIntakes(Instant now) {
        Duration passed = Duration.between(askedAt, now);
        boolean crowdedMeanwhile = wasCrowded && passed.compareTo(NOBODY_WAITED) < 0;
        left = crowdedMeanwhile ? left.minus(passed) : left.plus(passed);
        left = left.isNegative() ? Duration.ZERO : left.compareTo(most) > 0 ? most : left;
        askedAt = now;
        wasCrowded = crowded.getAsBoolean();
        return wasCrowded && left.isPositive();
    }
}
