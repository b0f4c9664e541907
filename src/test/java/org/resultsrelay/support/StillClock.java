package org.resultsrelay.support;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** Puts a clock into the relay that moves only when the test moves it. */
@TestConfiguration
public class StillClock {

    @Bean
    @Primary
    SettableClock settableClock() {
        return new SettableClock(Clock.systemUTC().instant().truncatedTo(ChronoUnit.MICROS));
    }
}
