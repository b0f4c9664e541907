package org.resultsrelay.delivery.attempts;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.stream.Collectors;
import org.resultsrelay.delivery.DeliveryProperties;
import org.resultsrelay.scheduling.Tick;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Keeps a week of days ready, from before a starting relay's first push, and drops days after the retention. */
@Component
class AttemptRetention implements Tick, InitializingBean {

    private static final Logger log = LoggerFactory.getLogger(AttemptRetention.class);
    private static final int AHEAD = 7; // if the database accepts no new tables, there is a week to fix it
    private static final Duration EVERY = Duration.ofHours(1);

    private final AttemptDays days;
    private final DeliveryProperties properties;
    private final Clock clock;

    AttemptRetention(AttemptDays days, DeliveryProperties properties, Clock clock) {
        this.days = days;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public void afterPropertiesSet() {
        try {
            makeAhead(clock.instant());
        } catch (DataAccessException e) {
            log.warn(
                    "The coming days' partitions of attempts cannot be created now ({}); each is created with its first attempt",
                    e.getMessage());
        }
    }

    @Override
    public int tick() {
        Instant now = clock.instant();
        makeAhead(now);
        int dropped = days.dropBefore(AttemptDays.of(now.minus(properties.attemptRetention())));
        if (dropped > 0) {
            log.info("Dropped {} days of attempts, kept for {}", dropped, properties.attemptRetention());
        }
        return 0;
    }

    /**
     * Yesterday too: a push that started before midnight is settled after it, and another process's clock may be
     * behind.
     */
    private void makeAhead(Instant now) {
        LocalDate today = AttemptDays.of(now);
        days.make(today.minusDays(1).datesUntil(today.plusDays(AHEAD + 1)).collect(Collectors.toSet()));
    }

    @Override
    public Duration every() {
        return EVERY;
    }
}
