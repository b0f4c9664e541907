package org.resultsrelay.delivery;

import jakarta.validation.constraints.NotEmpty;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.resultsrelay.scheduling.Backoff;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.http.client.InetAddressFilter;
import org.springframework.validation.annotation.Validated;

/**
 * How summaries are delivered to client companies.
 *
 * @param retrySteps waits after the first, second … failed attempt for one user; the last step repeats. An endpoint that is down
 *     is probed by the same steps, and at least every minute
 * @param allowedPrivateTargets private networks (CIDR) that may be pushed to
 * @param timeout the limit for one push, from connecting to the last byte of the answer
 * @param lease after how long another process takes over a claimed user if the one that claimed it has died
 * @param intakeFirst how long users gather before they are pushed, while webhooks crowd in whose users soon come again
 * @param sweepEvery how often to look for users whose message was lost and for retries that are due
 * @param attemptRetention how long attempts are kept and shown in timelines; whole days (UTC) are dropped, so up to a day longer
 */
@Validated
@ConfigurationProperties("relay.delivery")
public record DeliveryProperties(
        @DefaultValue({"2s", "5s", "10s", "15s", "25s", "5m", "30m", "2h", "5h", "10h"}) @NotEmpty
        List<@DurationMin(millis = 1) @DurationMax(days = 365) Duration> retrySteps,

        @DefaultValue List<String> allowedPrivateTargets,

        @DefaultValue("15s") @DurationMin(millis = 1) @DurationMax(days = 1)
        Duration timeout,

        @DefaultValue("60s") @DurationMin(millis = 1) @DurationMax(days = 2)
        Duration lease,

        @DefaultValue("10s") @DurationMin @DurationMax(days = 1)
        Duration intakeFirst,

        @DefaultValue("1s") @DurationMin(millis = 1) @DurationMax(days = 1)
        Duration sweepEvery,

        @DefaultValue("30d") @DurationMin(days = 1) @DurationMax(days = 36_500)
        Duration attemptRetention) {

    public DeliveryProperties {
        if (timeout.compareTo(lease.dividedBy(2)) > 0) {
            throw new IllegalArgumentException("relay.delivery.lease (" + lease
                    + ") must be at least twice relay.delivery.timeout (" + timeout
                    + "), or a slow push would be repeated by another process: raise the lease or lower the timeout");
        }
        allowedPrivateTargets.forEach(DeliveryProperties::requireNetwork);
    }

    private static void requireNetwork(String target) {
        try {
            InetAddressFilter.of(target);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "relay.delivery.allowed-private-targets must be networks such as 10.0.0.0/8 or fd00::/8, and \""
                            + target + "\" is none: " + e.getMessage());
        }
    }

    public Backoff backoff() {
        return new Backoff(retrySteps);
    }
}
