package org.resultsrelay.quarantine;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/**
 * Limits how much of a client's refused webhooks is kept in a day. Otherwise anyone with its token could fill the disk.
 */
@Component
class QuarantineBudget {

    private static final Logger log = LoggerFactory.getLogger(QuarantineBudget.class);

    /** What a row takes besides its content, with its indexes: many short webhooks fill a disk too. */
    static final int ROW = 512;

    /** All of a client's requests write this row, so none may hold it while it waits for the disk. */
    private static final String SPEND = """
            insert into quarantine_days as spent (client_id, day, bytes)
            select :client, :today, :cost
            where set_config('synchronous_commit', 'off', true) is not null
              and not exists (select from quarantine where source = :source and client_id = :client and digest = :digest)
            on conflict (client_id, day) do update set bytes = spent.bytes + excluded.bytes
            returning bytes
            """;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final DataSize budget;
    private final Counter dropped;

    QuarantineBudget(JdbcClient jdbc, QuarantineProperties properties, Clock clock, MeterRegistry registry) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.budget = properties.refusedPerDay();
        this.dropped = Counter.builder("relay.quarantine.dropped")
                .description(
                        "Refused webhooks whose bytes were not kept, since their client's budget of the day was used up")
                .register(registry);
    }

    /** Whether the row may be kept as it is. Content that is kept already costs nothing. */
    boolean covers(long clientId, QuarantineRow row) {
        long cost = (long) ROW + row.content().length;
        long spent = jdbc.sql(SPEND)
                .param("client", clientId)
                .param("today", today())
                .param("cost", cost)
                .param("source", row.source())
                .param("digest", row.digest())
                .query(Long.class)
                .optional()
                .orElse(0L);
        if (spent <= budget.toBytes()) {
            return true;
        }
        dropped.increment();
        if (spent - cost <= budget.toBytes()) {
            tell(clientId);
        }
        return false;
    }

    private void tell(long clientId) {
        log.warn(
                "The refused webhooks of client {} have used up RELAY_QUARANTINE_REFUSED_PER_DAY ({} bytes): until midnight"
                        + " UTC only the newest reason of further ones is kept. Fix what sends them, or revoke its token.",
                clientId,
                budget.toBytes());
    }

    /** What is kept once the budget is spent: one row for the client's whole day. */
    QuarantineRow instead(QuarantineRow row) {
        return row.withoutContent(
                today(),
                "Only the newest reason of this day's further refused webhooks is kept, since those before have used up"
                        + " RELAY_QUARANTINE_REFUSED_PER_DAY: ");
    }

    /** Deletes days that are over for certain, whatever the relays' clocks say. */
    void forget() {
        jdbc.sql("delete from quarantine_days where day < :day")
                .param("day", today().minusDays(7))
                .update();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
