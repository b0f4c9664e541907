package org.resultsrelay.statistics;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.resultsrelay.scheduling.Tick;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Stores the counts, and shows that a relay is running. A crash loses this much of the statistics and nothing else. */
@Component
class TallyFlush implements Tick, DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(TallyFlush.class);
    private static final Duration EVERY = Duration.ofSeconds(10);

    private final Tally tally;
    private final TallyRows rows;
    private final Clock clock;

    TallyFlush(Tally tally, TallyRows rows, Clock clock) {
        this.tally = tally;
        this.rows = rows;
        this.clock = clock;
    }

    @Override
    public int tick() {
        Instant now = clock.instant();
        tally.flush(now);
        rows.listen(now);
        return 0;
    }

    @Override
    public Duration every() {
        return EVERY;
    }

    @Override
    public void destroy() {
        try {
            tally.flush(clock.instant());
        } catch (DataAccessException | TransactionException e) {
            log.info("The statistics of the last seconds are lost: {}", e.getMessage());
        }
    }
}
