package org.resultsrelay.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.test.context.TestPropertySource;

/** The whole relay, allowed to push to loopback, and with retries that come soon. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@RelayTest
@TestPropertySource(
        properties = {
            "relay.delivery.allowed-private-targets=127.0.0.0/8",
            "relay.delivery.retry-steps=100ms,200ms,300ms,1s",
            "relay.delivery.sweep-every=50ms",
            "relay.delivery.timeout=10s", // no answer takes so long, however slow the machine
            "relay.delivery.lease=20s",
            "relay.tasks.every=200ms"
        })
public @interface DeliveryStory {}
