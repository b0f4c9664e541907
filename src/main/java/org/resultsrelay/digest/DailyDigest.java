package org.resultsrelay.digest;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.resultsrelay.notify.MessageContent;
import org.resultsrelay.notify.Notification;
import org.resultsrelay.notify.Notifications;
import org.resultsrelay.scheduling.Tick;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Sends the message about the day before, once it is time. A relay that comes back hours later still sends it, but not
 * in the evening.
 */
@Component
class DailyDigest implements Tick {

    private static final Duration STILL_WORTH_TELLING = Duration.ofHours(6);

    private final DigestText text;
    private final Notifications notifications;
    private final DigestProperties properties;
    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final Clock clock;

    DailyDigest(
            DigestText text,
            Notifications notifications,
            DigestProperties properties,
            JdbcClient jdbc,
            TransactionOperations transactions,
            Clock clock) {
        this.text = text;
        this.notifications = notifications;
        this.properties = properties;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public int tick() {
        LocalTime at = properties.at();
        if (at != null) {
            Instant now = clock.instant();
            LocalDate today = LocalDate.ofInstant(now, text.zone());
            tellIfDue(today.minusDays(1), at, now); // just before midnight, when no relay was running
            tellIfDue(today, at, now);
        }
        return 0;
    }

    private void tellIfDue(LocalDate day, LocalTime at, Instant now) {
        Instant due = ZonedDateTime.of(day, at, text.zone()).toInstant();
        if (!now.isBefore(due) && now.isBefore(due.plus(STILL_WORTH_TELLING))) {
            transactions.executeWithoutResult(status -> tell(day.minusDays(1), now));
        }
    }

    /** Sends it once, however many relays try: the day's row and the message are one transaction. */
    private void tell(LocalDate day, Instant now) {
        int first = jdbc.sql("insert into digests (day, told_at) values (:day, :now) on conflict do nothing")
                .param("day", day)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
        if (first == 1) {
            notifications.post(Notification.of("digest:" + day, MessageContent.of(text.of(day))));
        }
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(30);
    }
}
