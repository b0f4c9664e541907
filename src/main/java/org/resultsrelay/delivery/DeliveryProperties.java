package org.resultsrelay.delivery;

import java.time.Duration;
import java.util.List;
import org.resultsrelay.work.Backoff;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How summaries are brought to client companies.
 *
 * @param retrySteps waits after the first, second … failed attempt of one user; past the last it repeats. An endpoint that is
 *     down is probed by the same steps, and at least every minute
 * @param allowedPrivateTargets networks (CIDR) that are not public and may be pushed to all the same
 * @param timeout for one push, from connecting to the last byte of the answer
 * @param lease how long a claimed user is left alone, should the process that claimed it die
 * @param intakeFirst for how long pushes that are late anyway make way, at most, while webhooks crowd in
 * @param sweepEvery how often to look for users whose message was lost and for retries that are due
 */
@ConfigurationProperties("relay.delivery")
public record DeliveryProperties(
        @DefaultValue({"2s", "5s", "10s", "15s", "25s", "5m", "30m", "2h", "5h", "10h"})
        List<Duration> retrySteps,

        @DefaultValue List<String> allowedPrivateTargets,
        @DefaultValue("15s") Duration timeout,
        @DefaultValue("60s") Duration lease,
        @DefaultValue("10s") Duration intakeFirst,
        @DefaultValue("1s") Duration sweepEvery) {

    public DeliveryProperties {
        new Backoff(retrySteps);
        if (lease.compareTo(timeout.multipliedBy(2)) < 0) {
            throw new IllegalArgumentException("relay.delivery.lease (" + lease
                    + ") must be at least twice relay.delivery.timeout (" + timeout
                    + "), or a slow push would be repeated by another process: raise the lease or lower the timeout");
        }
    }

    public Backoff backoff() {
        return new Backoff(retrySteps);
    }
}
