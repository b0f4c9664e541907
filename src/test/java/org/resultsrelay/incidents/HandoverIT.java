package org.resultsrelay.incidents;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.resultsrelay.scheduling.Tick;
import org.resultsrelay.support.AlertTest;
import org.resultsrelay.support.FakeTelegram;
import org.resultsrelay.support.SettableClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationContext;

/** How long a failure is known before Telegram has the message, with the settings that a relay has by itself. */
@AlertTest
class HandoverIT {

    private static final Duration STEP = Duration.ofMillis(100);

    @Autowired
    private ApplicationContext relay;

    @Autowired
    @Qualifier("sender")
    private Tick sender;

    @Autowired
    private FakeTelegram telegram;

    @Autowired
    private SettableClock clock;

    private IncidentsHarness harness;

    @BeforeEach
    void allIsWell() {
        harness = new IncidentsHarness(relay);
    }

    @Test
    void fromTheFirstFailedMinuteToTelegramUnder15s() {
        IncidentMonitor monitor = harness.monitor();
        Duration nextLook =
                monitor.every(); // the loop has just looked, and has just sent: the trouble comes right after
        Duration nextSend = sender.every();
        harness.wrong.add(harness.fails("acme"));
        Duration passed = Duration.ZERO;
        while (telegram.messages().isEmpty() && passed.compareTo(Duration.ofMinutes(1)) < 0) {
            passed = passed.plus(STEP);
            clock.advance(STEP);
            if (passed.compareTo(nextLook) >= 0) {
                monitor.tick();
                nextLook = passed.plus(monitor.every());
            }
            if (passed.compareTo(nextSend) >= 0) {
                sender.tick();
                nextSend = passed.plus(sender.every());
            }
        }
        assertThat(passed).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(14));
    }
}
